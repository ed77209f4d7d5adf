package io.gradeflow.question;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.OrderingPolicy;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class KindsTest extends BankApi {

    private static final String FILE = """
            {"externalId":"TRUE_FALSE","type":"true-false","stem":"Water is wet.","answer":true}
            {"externalId":"SHORT_TEXT","type":"short-text","stem":"Capital of France?","answers":[{"text":"Paris"}]}
            {"externalId":"NUMERIC","type":"numeric","stem":"Pi?","answers":[{"value":3.14,"tolerance":0.01}]}
            {"externalId":"MATCHING","type":"matching","stem":"Capitals?","scoring":"per-pair","distractors":["Bonn"],\
            "pairs":[{"prompt":"Italy","answer":"Rome"},{"prompt":"France","answer":"Paris"}]}
            {"externalId":"ORDERING","type":"ordering","stem":"From slow to fast?","scoring":"per-position",\
            "order":["tape","disk","memory"]}
            {"externalId":"MULTIPLE","type":"multiple","stem":"Which?","scoring":"option-weights","select":{"min":1,"max":3},\
            "choices":[{"id":"A","text":"a","correct":true,"weight":"1/2"},{"id":"B","text":"b","correct":true,\
            "weight":"1/2"},{"id":"C","text":"c","weight":"-1/2"}]}
            """;

    private Map<String, String> ids;

    @BeforeEach
    void importQuestions() {
        ValidatableResponse report =
                importFile(FILE).body("imported", equalTo(6)).body("rejected", equalTo(0));
        List<String> names = report.extract().path("questions.externalId");
        List<String> given = report.extract().path("questions.id");
        ids = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            ids.put(names.get(i), given.get(i));
        }
    }

    @Test
    void shouldShowAuthorsTheKeyOfEachKind() {
        shown("TRUE_FALSE").body("choices.correct", contains(true, false)).body("key.choices", contains("true"));
        shown("SHORT_TEXT")
                .body("key.texts[0].text", equalTo("Paris"))
                .body("key.texts[0].weight", equalTo("1"))
                .body("key.caseSensitive", equalTo(false));
        shown("NUMERIC").body("key.ranges[0].low", equalTo(3.13f)).body("choices", equalTo(List.of()));
        shown("MATCHING")
                .body("prompts.text", contains("Italy", "France"))
                .body("choices.text", contains("Bonn", "Paris", "Rome"))
                .body("choices[0].correct", nullValue())
                .body("key.pairs", equalTo(Map.of("1", "C", "2", "B")))
                .body("key.policy", equalTo("per-pair"));
        shown("ORDERING").body("key.order", contains("C", "A", "B"));
        shown("MULTIPLE").body("key.options.points.C", equalTo("-1/2")).body("select.max", equalTo(3));
    }

    @Test
    void shouldFindNothingNewInTheSameFile() {
        importFile(FILE).body("unchanged", equalTo(6)).body("updated", equalTo(0));
        importFile(FILE.replace("\"tape\",\"disk\"", "\"disk\",\"tape\""))
                .body("unchanged", equalTo(5))
                .body("questions[4].problems.code", contains("key-changed"));
    }

    @Test
    void shouldPublishPromptsAndKindsButNoKeys() {
        for (String kind : ids.keySet()) {
            QuestionPublished question = published(ids.get(kind)).getFirst();
            assertThat(question.kind()).hasToString(kind);
            assertThat(question.prompts() == null).isEqualTo(!kind.equals("MATCHING"));
        }
        assertThat(keys(ids.get("NUMERIC")).getFirst().key())
                .isEqualTo(new NumericKey(
                        List.of(new NumericRange(new BigDecimal("3.13"), new BigDecimal("3.15"), Fraction.ONE)),
                        BigDecimal.ONE));
    }

    /** Of a twin bank in which something else is right throughout, the other services and so learners are told the same. */
    @Test
    void shouldPublishTheSameToTheByteWhateverIsRight() {
        String twin = bank + "-twin";
        as("author")
                .body(Map.of("slug", twin, "title", "A bank"))
                .post("/api/v1/banks")
                .then()
                .statusCode(201);
        String file = FILE.replace("\"answer\":true", "\"answer\":false")
                .replace("\"text\":\"Paris\"", "\"text\":\"Lyon\"")
                .replace("3.14", "2.71")
                .replace("\"Rome\"", "\"?\"")
                .replace("\"answer\":\"Paris\"", "\"answer\":\"Rome\"")
                .replace("\"?\"", "\"Paris\"")
                .replace("\"tape\",\"disk\",\"memory\"", "\"memory\",\"tape\",\"disk\"")
                .replace("\"a\",\"correct\":true", "\"a\"")
                .replace("\"c\"", "\"c\",\"correct\":true")
                .replace("1/2\"},{\"id\":\"B\"", "-1/2\"},{\"id\":\"B\"")
                .replace("\"weight\":\"-1/2\"}]", "\"weight\":\"1/2\"}]");
        List<String> twins = as("author")
                .contentType("text/plain")
                .body(file)
                .post("/api/v1/banks/" + twin + "/imports")
                .then()
                .body("imported", equalTo(6))
                .extract()
                .path("questions.id");

        for (String id : twins) {
            QuestionPublished question = published(id).getFirst();
            QuestionPublished other = published(ids.get(question.kind().name())).getFirst();
            assertThat(text(question, id, question.bankId()))
                    .isEqualTo(text(other, other.questionId(), other.bankId()));
            assertThat(keys(id).getFirst().key())
                    .isNotEqualTo(keys(other.questionId().toString()).getFirst().key());
        }
    }

    private static String text(QuestionPublished question, Object id, Object bankId) {
        return new String(EventJson.write(question), StandardCharsets.UTF_8)
                .replace(id.toString(), "ID")
                .replace(bankId.toString(), "BANK");
    }

    @Test
    void shouldCorrectTheKeyOfEachKindAndUndoThatWithTheKeyAsItWasTold() {
        Map<String, String> others = Map.of(
                "TRUE_FALSE", "{\"choices\":[\"false\"]}",
                "SHORT_TEXT", "{\"texts\":[{\"text\":\"Lyon\"},{\"text\":\"Paris\",\"weight\":\"1/2\"}]}",
                "NUMERIC", "{\"ranges\":[{\"low\":3,\"high\":3}]}",
                "MATCHING", "{\"pairs\":{\"1\":\"A\",\"2\":\"A\"}}",
                "ORDERING", "{\"order\":[\"A\",\"B\",\"C\"]}",
                "MULTIPLE", "{\"choices\":[\"A\"],\"options\":{\"points\":{\"A\":\"1\"}}}");
        others.forEach((kind, key) -> {
            Map<String, Object> before = shown(kind).extract().path("key");
            correct(kind, key).statusCode(202).body("keyVersion", equalTo(2));
            correct(kind, key).statusCode(409);
            assertThat(shown(kind).extract().<Map<String, Object>>path("key")).isNotEqualTo(before);

            as("author")
                    .body(Map.of("effect", "regrade", "reason", "It was right before.", "key", before))
                    .post("/api/v1/questions/" + ids.get(kind) + "/revisions/1/corrections")
                    .then()
                    .statusCode(202);
            assertThat(shown(kind).extract().<Map<String, Object>>path("key")).isEqualTo(before);
        });
    }

    @Test
    void shouldKeepHowAKeyScoresThroughACorrection() {
        correct("ORDERING", "{\"order\":[\"A\",\"B\",\"C\"]}").statusCode(202);

        shown("ORDERING").body("key.policy", equalTo("per-position")).body("key.order", contains("A", "B", "C"));
        await().untilAsserted(() -> assertThat(
                        keys(ids.get("ORDERING")).getLast().key())
                .isEqualTo(new OrderingKey(List.of("A", "B", "C"), OrderingPolicy.PER_POSITION, BigDecimal.ONE)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            TRUE_FALSE | {"choices":["maybe"]}                                       | key.choices[0]
            TRUE_FALSE | {"choices":["true","false"]}                                | key.choices
            SHORT_TEXT | {"texts":[]}                                                | key.texts
            SHORT_TEXT | {"texts":[{"text":" "}]}                                    | key.texts[0].text
            SHORT_TEXT | {"texts":[{"text":"a\\ud800"}]}                            | key.texts[0].text
            SHORT_TEXT | {"texts":[{"text":"a","weight":"half"}]}                    | key.texts[0].weight
            SHORT_TEXT | {"texts":[{"text":"a","weight":"1/2"}]}                     | key.texts
            SHORT_TEXT | {"texts":[{"text":"a"}],"spaces":"some"}                    | key.spaces
            NUMERIC    | {"choices":["A"]}                                           | key.choices
            NUMERIC    | {"ranges":[{"low":1}]}                                      | key.ranges[0]
            NUMERIC    | {"ranges":[{"low":2,"high":1}]}                             | key.ranges[0]
            NUMERIC    | {"ranges":[{"low":1,"high":2}],"maximum":2}                 | key.maximum
            MATCHING   | {"pairs":{"1":"A"}}                                         | key.pairs
            MATCHING   | {"pairs":{"1":"A","2":"Z"}}                                 | key.pairs.2
            MATCHING   | {"pairs":{"1":"A","2":"B"},"policy":"all-or-nothing"}       | key.policy
            ORDERING   | {"order":["A","B"]}                                         | key.order
            ORDERING   | {"order":["A","B","B"]}                                     | key.order[2]
            ORDERING   | {"kind":"matching","order":["A","B","C"]}                   | key.kind
            MULTIPLE   | {"choices":["A"]}                                           | key.options
            MULTIPLE   | {"choices":["A"],"options":{"points":{"B":"1"}}}            | key.options
            MULTIPLE   | {"choices":["A"],"options":{"points":{"Z":"1"}}}            | key.options.points.Z
            """)
    void shouldNameTheFaultOfAKey(String kind, String key, String field) {
        correct(kind, key).statusCode(400).body("field", equalTo(field));

        shown(kind).body("keyVersion", equalTo(1));
    }

    @Test
    void shouldAskForAKeyWhereNothingIsTicked() {
        as("author")
                .body("{\"effect\":\"regrade\",\"choices\":[\"A\"],\"reason\":\"x\"}")
                .post("/api/v1/questions/" + ids.get("NUMERIC") + "/revisions/1/corrections")
                .then()
                .statusCode(400)
                .body("field", equalTo("choices"));
    }

    private ValidatableResponse correct(String kind, String key) {
        return as("author")
                .body("{\"effect\":\"regrade\",\"reason\":\"Marked by mistake.\",\"key\":" + key + "}")
                .post("/api/v1/questions/" + ids.get(kind) + "/revisions/1/corrections")
                .then();
    }

    private ValidatableResponse shown(String kind) {
        return as("author").get("/api/v1/questions/" + ids.get(kind)).then().statusCode(200);
    }
}
