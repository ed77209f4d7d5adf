package io.gradeflow.question;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class CorrectionsTest extends CorrectionApi {

    private static final String[] EFFECTS = {"regrade", "credit-all", "withdraw"};

    @Test
    void shouldPutAnotherChoiceRightAsAFurtherVersionOfTheKey() {
        var accepted = correct(single, regrade("B"))
                .statusCode(202)
                .body("question", equalTo(single))
                .body("revision", equalTo(1))
                .body("keyVersion", equalTo(2))
                .body("effect", equalTo("regrade"))
                .body("correctedAt", notNullValue())
                .extract();
        assertThat(accepted.header("Location")).endsWith("/api/v1/regrades/" + accepted.path("correctionId"));

        shown(single)
                .body("revision", equalTo(1))
                .body("keyVersion", equalTo(2))
                .body("corrected", equalTo(true))
                .body("key.kind", equalTo("choice"))
                .body("key.choices", contains("B"))
                .body("choices.correct", contains(false, true));
        shown(multiple).body("keyVersion", equalTo(1)).body("corrected", equalTo(false));
    }

    @Test
    void shouldGiveEverybodyTheCreditOrTakeTheQuestionOut() {
        correct(single, CREDIT_ALL)
                .statusCode(202)
                .body("effect", equalTo("credit-all"))
                .body("keyVersion", equalTo(2));
        shown(single)
                .body("key.kind", equalTo("credit-all"))
                .body("key.choices", nullValue())
                .body("key.maximum", equalTo(1))
                .body("choices.correct", contains(false, false));

        correct(single, WITHDRAW)
                .statusCode(202)
                .body("effect", equalTo("withdraw"))
                .body("keyVersion", equalTo(3));
        shown(single).body("key.kind", equalTo("withdrawn")).body("key.maximum", equalTo(0));
    }

    @Test
    void shouldTellInTheJournalWhatAnUndoNeeds() {
        journal(multiple).body("items", empty());
        correct(multiple, regrade("B,C")).statusCode(202);
        String second = correct(multiple, WITHDRAW).extract().path("correctionId");

        JsonPath newest = journal(multiple)
                .body("items", hasSize(2))
                .body("items.keyVersion", contains(3, 2))
                .body("items.effect", contains("withdraw", "regrade"))
                .body("items.correctedBy", contains(author(), author()))
                .body("items[0].correctionId", equalTo(second))
                .body("items[0].reason", equalTo("The exhibit is missing."))
                .body("items[0].before.choices", contains("B", "C"))
                .body("items[0].after.kind", equalTo("withdrawn"))
                .body("items[1].before.choices", contains("A", "B"))
                .body("items[1].after.choices", contains("B", "C"))
                .extract()
                .jsonPath();

        List<String> former = newest.getList("items[1].before.choices");
        correct(multiple, regrade(String.join(",", former))).statusCode(202).body("keyVersion", equalTo(4));
        shown(multiple)
                .body("key.choices", contains("A", "B"))
                .body("key.maximum", equalTo(1))
                .body("corrected", equalTo(true));
    }

    @Test
    void shouldShowTheJournalPageByPage() {
        correct(single, regrade("B")).statusCode(202);
        correct(single, regrade("A")).statusCode(202);
        correct(single, CREDIT_ALL).statusCode(202);

        String next = as("author")
                .get(corrections(single) + "?limit=2")
                .then()
                .body("items.keyVersion", contains(4, 3))
                .extract()
                .path("next");
        as("author")
                .get(corrections(single) + "?limit=2&cursor=" + next)
                .then()
                .body("items.keyVersion", contains(2))
                .body("next", nullValue());
        as("author").get(corrections(single) + "?cursor=*").then().statusCode(400);
    }

    @Test
    void shouldChangeNothingWhenTheSameCorrectionComesAgain() {
        correct(single, regrade("A"))
                .statusCode(409)
                .body("code", equalTo("key-unchanged"))
                .body("keyVersion", equalTo(1))
                .body("correctionId", nullValue());

        for (String correction : List.of(regrade("B"), CREDIT_ALL, WITHDRAW)) {
            String id = correct(single, correction).statusCode(202).extract().path("correctionId");
            correct(single, correction)
                    .statusCode(409)
                    .body("code", equalTo("key-unchanged"))
                    .body("correctionId", equalTo(id));
        }
        journal(single).body("items", hasSize(3));
    }

    @Test
    void shouldGiveCorrectionsThatComeAtOnceAVersionEach() throws Exception {
        List<String> questions = importFile(
                        IntStream.range(0, 12).mapToObj(BankApi::numbered).collect(Collectors.joining("---\n")))
                .extract()
                .path("questions.id");
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (String question : questions) {
                List<Callable<Integer>> both = List.of(
                        () -> correct(question, CREDIT_ALL)
                                .statusCode(202)
                                .extract()
                                .path("keyVersion"),
                        () -> correct(question, WITHDRAW)
                                .statusCode(202)
                                .extract()
                                .path("keyVersion"));
                List<Integer> versions = new ArrayList<>();
                for (var version : threads.invokeAll(both)) {
                    versions.add(version.get());
                }
                assertThat(versions).containsExactlyInAnyOrder(2, 3);
                JsonPath journal = journal(question).extract().jsonPath();
                assertThat(journal.getString("items[0].before")).isEqualTo(journal.getString("items[1].after"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"reason\": \"x\"}`                                                    | effect",
                "`{\"effect\": \"REGRADE\", \"choices\": [\"B\"], \"reason\": \"x\"}`     | effect",
                "`{\"effect\": \"void\", \"reason\": \"x\"}`                              | effect",
                "`{\"effect\": \"regrade\", \"choices\": [\"B\"]}`                        | reason",
                "`{\"effect\": \"regrade\", \"choices\": [\"B\"], \"reason\": \" \\n \"}` | reason",
                "`{\"effect\": \"withdraw\", \"reason\": \"a\\u0000b\"}`                  | reason",
                "`{\"effect\": \"regrade\", \"reason\": \"x\"}`                           | choices",
                "`{\"effect\": \"regrade\", \"choices\": [], \"reason\": \"x\"}`          | choices",
                "`{\"effect\": \"regrade\", \"choices\": [null], \"reason\": \"x\"}`      | choices[0]",
                "`{\"effect\": \"regrade\", \"choices\": [\"B\", \"B\"], \"reason\": \"x\"}` | choices[1]",
                "`{\"effect\": \"regrade\", \"choices\": [\"A\", \"B\"], \"reason\": \"x\"}` | choices",
                "`{\"effect\": \"regrade\", \"choices\": [\"C\"], \"reason\": \"x\"}`     | choices[0]",
                "`{\"effect\": \"regrade\", \"choices\": [\"b\"], \"reason\": \"x\"}`     | choices[0]",
                "`{\"effect\": \"regrade\", \"choices\": \"B\", \"reason\": \"x\"}`       | choices",
                "`{\"effect\": \"credit-all\", \"choices\": [\"B\"], \"reason\": \"x\"}`  | choices",
                "`{\"effect\": \"withdraw\", \"choices\": [], \"reason\": \"x\"}`         | choices",
                "`{\"effect\": \"withdraw\", \"because\": \"x\"}`                         | because"
            })
    void shouldNameTheFieldAtFault(String body, String field) {
        correct(single, body).statusCode(400).body("field", equalTo(field)).body("detail", notNullValue());

        shown(single).body("keyVersion", equalTo(1));
    }

    @Test
    void shouldTakeAReasonOf500CharactersAndNoMore() {
        String reason = "é".repeat(500);
        correct(single, WITHDRAW.replace("The exhibit is missing.", reason + "x"))
                .statusCode(400)
                .body("field", equalTo("reason"));
        correct(single, WITHDRAW.replace("The exhibit is missing.", " " + reason + " "))
                .statusCode(202);
        journal(single).body("items[0].reason", equalTo(reason));
    }

    @Test
    void shouldTakeAsManyChoicesAsALearnerMaySelect() {
        String file = "Which hold? Select all that apply.\n\none (Correct)\n\ntwo\n\nthree\n";
        String any = importFile(file).extract().path("questions[0].id");

        correct(any, regrade("A,B,C")).statusCode(202);
        correct(any, regrade("C")).statusCode(202);
        correct(multiple, regrade("C"))
                .statusCode(400)
                .body("field", equalTo("choices"))
                .body("detail", endsWith("another wording."));
    }

    @Test
    void shouldCorrectARevisionThatIsNoLongerAsked() {
        importFile(TWO.replace("missed positives", "overlooked positives")).body("updated", equalTo(1));

        correct(single, regrade("B")).statusCode(202).body("revision", equalTo(1));

        shown(single)
                .body("revision", equalTo(2))
                .body("key.choices", contains("A"))
                .body("corrected", equalTo(false));
    }

    @Test
    void shouldKnowOnlyWhatTheBanksHold() {
        String other = "/api/v1/questions/" + single + "/revisions/2/corrections";
        String none = "/api/v1/questions/6f1c2a7e-6a38-4f0e-9d5e-0b8f2a3f1c11/revisions/1/corrections";

        as("author").body(WITHDRAW).post(other).then().statusCode(404).body("code", equalTo("revision-unknown"));
        as("author").get(other).then().statusCode(404).body("code", equalTo("revision-unknown"));
        as("author").body(WITHDRAW).post(none).then().statusCode(404).body("code", equalTo("question-unknown"));
        as("author").get(none).then().statusCode(404).body("code", equalTo("question-unknown"));
        correct(single, "").statusCode(400).body("code", equalTo("body-missing"));
    }

    @Test
    void shouldDescribeTheEffectsAsTheyAreSent() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body("components.schemas.CorrectionRequest.properties.effect.enum", contains(EFFECTS))
                .body("components.schemas.Effect.enum", contains(EFFECTS));
    }

    private static String author() {
        return TestTokens.learnerId("author").toString();
    }
}
