package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.BankDigest;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.QuestionPublished;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class StatesTest extends EditApi {

    @Test
    void shouldTellNobodyOfADraftUntilItIsPublished() {
        importFile(TWO);
        int before = revision();
        String id = write(SINGLE.replace(", \"topics\": [\"modeling/metrics\"]", ""))
                .statusCode(201)
                .header("Location", containsString("/api/v1/questions/"))
                .body("question.state", equalTo("DRAFT"))
                .body("question.revision", equalTo(1))
                .extract()
                .path("question.id");
        edit(id, SINGLE.replace("counts", "tells of"))
                .statusCode(200)
                .body("question.revision", equalTo(2))
                .body("question.state", equalTo("DRAFT"))
                .body("warnings.code", contains("topic-created"));
        importFile(numbered(1));
        put(TOPICS).statusCode(200);

        assertThat(published(id)).isEmpty();
        assertThat(keys(id)).isEmpty();
        assertThat(publishedBank().questionCount()).isEqualTo(3);

        move(id, "PUBLISHED").statusCode(200).body("state", equalTo("PUBLISHED"));

        assertThat(published(id)).singleElement().satisfies(question -> {
            assertThat(question.revision()).isEqualTo(2);
            assertThat(question.state()).isEqualTo(QuestionPublished.State.PUBLISHED);
            assertThat(question.introducedIn()).isEqualTo(revision()).isGreaterThan(before);
            assertThat(question.topicIds()).hasSize(1);
        });
        assertThat(keys(id)).extracting(key -> key.revision()).containsOnly(2);
        assertThat(publishedBank().questionCount()).isEqualTo(4);
    }

    @Test
    void shouldRetireAQuestionAndPublishItAgain() {
        String id = importFile(TWO).extract().path("questions[0].id");

        move(id, "RETIRED").statusCode(200).body("state", equalTo("RETIRED"));

        QuestionPublished retired = published(id).getLast();
        assertThat(retired.state()).isEqualTo(QuestionPublished.State.RETIRED);
        assertThat(retired.retiredIn()).isEqualTo(revision());
        assertThat(publishedBank().questionCount()).isEqualTo(1);

        move(id, "PUBLISHED").statusCode(200);

        QuestionPublished again = published(id).getLast();
        assertThat(again.revision()).isEqualTo(1);
        assertThat(again.state()).isEqualTo(QuestionPublished.State.PUBLISHED);
        assertThat(again.introducedIn()).isEqualTo(revision()).isGreaterThan(retired.introducedIn());
        assertThat(publishedBank()).satisfies(bank -> {
            assertThat(bank.questionCount()).isEqualTo(2);
            assertThat(bank.digest()).isEqualTo(digestOfAll());
        });
        history(id)
                .body("items.act", contains("published", "retired", "created"))
                .body("items[1].reason", equalTo("It was time."));
    }

    private String digestOfAll() {
        List<String> ids = as("author").get(questions("")).path("items.id");
        return BankDigest.of(ids.stream()
                .map(id -> new BankDigest.Entry(UUID.fromString(id), 1))
                .toList());
    }

    @Test
    void shouldKeepWhatARetiredQuestionIsEditedToUntilItIsPublished() {
        String id = importFile(TWO).extract().path("questions[0].id");
        move(id, "RETIRED").statusCode(200);

        edit(id, SINGLE)
                .statusCode(200)
                .body("question.revision", equalTo(2))
                .body("question.state", equalTo("RETIRED"));

        assertThat(published(id)).extracting(QuestionPublished::revision).containsExactly(1);
        assertThat(published(id).getLast().topicIds()).hasSize(1);
        assertThat(publishedBank().questionCount()).isEqualTo(1);

        move(id, "PUBLISHED").statusCode(200);

        assertThat(published(id))
                .extracting(QuestionPublished::state)
                .containsExactly(QuestionPublished.State.RETIRED, QuestionPublished.State.PUBLISHED);
        assertThat(publishedBank().questionCount()).isEqualTo(2);
    }

    @Test
    void shouldKeepTheStateThroughAnImport() {
        String id = draft(SINGLE.replace("\"type\"", "\"externalId\": \"three\", \"type\""));
        String file = TWO + "---\nId: three\n\nWhich metric?\n\nPrecision (Correct)\n\nAccuracy\n";

        importFile(file)
                .body("imported", equalTo(2))
                .body("updated", equalTo(1))
                .body("questions[2].problems.code", hasItem("not-asked"));

        shown(id).body("state", equalTo("DRAFT")).body("revision", equalTo(2)).body("stem", equalTo("Which metric?"));
        assertThat(published(id)).isEmpty();
        assertThat(keys(id)).isEmpty();
        assertThat(publishedBank().questionCount()).isEqualTo(2);

        String one = as("author").get(questions("?q=missed")).path("items[0].id");
        move(one, "RETIRED").statusCode(200);
        importFile(TWO.replace("missed", "forgotten")).body("questions[0].problems.code", hasItem("not-asked"));

        shown(one).body("state", equalTo("RETIRED")).body("revision", equalTo(2));
        assertThat(publishedBank().questionCount()).isEqualTo(1);
    }

    @Test
    void shouldChangeNothingWhereTheStateIsTheOneAlready() {
        String id = importFile(TWO).extract().path("questions[0].id");
        BankPublished before = publishedBank();

        move(id, "PUBLISHED").statusCode(200);

        assertThat(publishedBank()).isEqualTo(before);
        history(id).body("items", hasSize(1));
    }

    @Test
    void shouldForgetADraftThatIsRetiredAndNeverSendIt() {
        String id = draft(SINGLE);

        move(id, "RETIRED").statusCode(200);
        put(TOPICS).statusCode(200);
        assertThat(published(id)).isEmpty();
        assertThat(keys(id)).isEmpty();

        move(id, "PUBLISHED").statusCode(200);
        assertThat(published(id)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"DRAFT, PUBLISHED or RETIRED", "PUBLISHED, RETIRED", "RETIRED, PUBLISHED"})
    void shouldSayWhatCanFollow(QuestionState state, String next) {
        assertThat(state.next()).extracting(QuestionState::name).containsExactlyInAnyOrder(next.split(" or "));
    }

    @Test
    void shouldRefuseMovesThatCannotBe() {
        String id = importFile(TWO).extract().path("questions[0].id");

        move(id, "DRAFT")
                .statusCode(409)
                .body("code", equalTo("state-impossible"))
                .body("state", equalTo("PUBLISHED"));
        move(id, "GONE").statusCode(400).body("field", equalTo("state"));
        move(UUID.randomUUID().toString(), "RETIRED").statusCode(404);
        as("author")
                .body(Map.of("state", "RETIRED"))
                .put("/api/v1/questions/" + id + "/state")
                .then()
                .statusCode(400)
                .body("field", equalTo("reason"));
        as("author").put("/api/v1/questions/" + id + "/state").then().statusCode(400);
        shown(id).body("state", equalTo("PUBLISHED"));
    }

    @Test
    void shouldCorrectNoKeyThatNobodyWasAskedFor() {
        String id = draft(SINGLE);
        String correction = "{\"effect\": \"regrade\", \"choices\": [\"B\"], \"reason\": \"Marked by mistake.\"}";

        as("author")
                .body(correction)
                .post("/api/v1/questions/" + id + "/revisions/1/corrections")
                .then()
                .statusCode(409)
                .body("code", equalTo("revision-never-asked"));

        move(id, "PUBLISHED").statusCode(200);
        as("author")
                .body(correction)
                .post("/api/v1/questions/" + id + "/revisions/1/corrections")
                .then()
                .statusCode(202);
        history(id).body("items.act", contains("corrected", "published", "created"));
    }
}
