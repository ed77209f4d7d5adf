package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.QuestionPublished;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class ImportTest extends BankApi {

    @Test
    void shouldImportEachQuestionWithAVerdict() {
        put(TOPICS).statusCode(200).body("topics", equalTo(3));

        importFile(TWO + "---\nWhich?\n\na\n\nb\n")
                .body("imported", equalTo(2))
                .body("rejected", equalTo(1))
                .body("untagged", equalTo(0))
                .body("format", equalTo("marked-text"))
                .body("published", equalTo(true))
                .body("questions.status", contains("imported", "imported", "rejected"))
                .body("questions.line", contains(1, 11, 21))
                .body("questions[0].topics", contains("modeling/metrics"))
                .body("questions[2].problems[0].code", equalTo("no-correct-choice"))
                .body("questions[2].problems[0].severity", equalTo("error"))
                .body("questions[2].id", nullValue());
    }

    @Test
    void shouldLeaveOutWhatIsNotWantedAndReadTheRestAsItIs() {
        String gift = """
            // [id:q1]
            ::q1::Which? {=a ~b}

            // [id:q2] [tag:topic:data]
            ::q2::And which? {=c ~d}

            ::q3::And which? {=c ~d}
            """;
        importFile(gift)
                .body("questions.status", contains("imported", "imported", "rejected"))
                .body("questions[1].lines.first", equalTo(4))
                .body("questions[1].lines.last", equalTo(5));
        importFile(gift.replace("Which?", "Who?").replace("And which?", "And who?"), "?leaveOut=1")
                .body("updated", equalTo(1))
                .body("questions.number", contains(2, 3))
                .body("questions.status", contains("updated", "rejected"))
                .body("questions[0].externalId", equalTo("q2"))
                .body("questions[0].topics", contains("data"));
        importFile(gift, "?leaveOut=2&dryRun=true").body("questions.status", contains("unchanged", "imported"));
        as("author")
                .get("/api/v1/banks/" + bank + "/questions")
                .then()
                .body("items.externalId", hasItem("q1"))
                .body("items.find { it.externalId == 'q1' }.stem", equalTo("Which?"));
        for (String wrong : List.of("4", "0", "1,", "one", "1-2")) {
            importFile(gift, "?leaveOut=" + wrong).statusCode(400).body("field", equalTo("leaveOut"));
        }
    }

    @Test
    void shouldChangeNothingWhenTheSameFileComesAgain() {
        importFile(TWO).body("imported", equalTo(2));
        int revision = revision();

        importFile(TWO)
                .body("unchanged", equalTo(2))
                .body("imported", equalTo(0))
                .body("questions.status", everyItem(equalTo("unchanged")));

        assertThat(revision()).isEqualTo(revision);
    }

    @Test
    void shouldMakeANewRevisionOfChangedWording() {
        String id = importFile(TWO).extract().path("questions[0].id");

        importFile(TWO.replace("missed positives", "overlooked positives"))
                .body("updated", equalTo(1))
                .body("unchanged", equalTo(1))
                .body("questions[0].id", equalTo(id));

        as("author")
                .get("/api/v1/questions/" + id)
                .then()
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("stem", containsString("overlooked"));
        List<QuestionPublished> revisions = published(id);
        assertThat(revisions)
                .extracting(QuestionPublished::revision, QuestionPublished::state)
                .containsExactly(
                        tuple(1, QuestionPublished.State.RETIRED), tuple(2, QuestionPublished.State.PUBLISHED));
        assertThat(revisions.getFirst().retiredIn())
                .isEqualTo(revisions.getLast().introducedIn());
    }

    @Test
    void shouldWarnWhenOnlyTheKeyDiffers() {
        importFile(TWO);

        importFile(TWO.replace("Recall (Correct)", "Recall").replace("Precision", "Precision (Correct)"))
                .body("updated", equalTo(1))
                .body("questions[0].problems[0].code", equalTo("key-changed"))
                .body("questions[0].problems[0].severity", equalTo("warning"));
    }

    @Test
    void shouldUpdateAnExplanationWithoutANewRevision() {
        String id = importFile(TWO).extract().path("questions[0].id");

        importFile(TWO.replace("all positives", "every positive")).body("updated", equalTo(1));

        as("instructor")
                .get("/api/v1/questions/" + id)
                .then()
                .body("revision", equalTo(1))
                .body("explanation", containsString("every positive"));
        assertThat(keys(id).getLast().explanation()).contains("every positive");
        importFile(TWO.replace("Explanation: It divides by all positives.\n", ""))
                .body("unchanged", equalTo(2));
        as("instructor").get("/api/v1/questions/" + id).then().body("explanation", containsString("every positive"));
    }

    @Test
    void shouldKnowAQuestionByItsWordingUntilItHasAnId() {
        String nameless = TWO.replaceAll("Id: .*\n\n", "");
        String id = importFile(nameless).extract().path("questions[0].id");

        importFile(TWO)
                .body("updated", equalTo(2))
                .body("questions[0].id", equalTo(id))
                .body("questions[0].externalId", equalTo("one"));
        importFile(nameless).body("unchanged", equalTo(2)).body("questions[0].externalId", equalTo("one"));
    }

    @Test
    void shouldRefuseAQuestionThatTheFileHadBefore() {
        importFile(TWO + "---\n" + TWO.replaceAll("Id: .*\n\n", ""))
                .body("imported", equalTo(2))
                .body("rejected", equalTo(2))
                .body("questions[2].problems[0].code", equalTo("repeated-question"))
                .body("questions[2].problems[0].message", containsString("question 1"));
    }

    @Test
    void shouldKnowQuestionsAgainThatDifferInLetterCaseAlone() {
        String small = "What does rm -r do?\n\nthis (Correct)\n\nthat\n";
        String both = small.replace("-r", "-R") + "---\n" + small;
        importFile(small).body("imported", equalTo(1));

        importFile(both)
                .body("imported", equalTo(1))
                .body("unchanged", equalTo(1))
                .body("questions[0].problems[0].code", equalTo("same-wording"));
        importFile(both).body("unchanged", equalTo(2)).body("questions.problems", contains(empty(), empty()));
    }

    @Test
    void shouldCheckAFileOfMoreQuestionsThanAreToldAtOnce() {
        StringBuilder file = new StringBuilder("No choices.\n\n");
        for (int i = 0; i <= 20_000; i++) {
            file.append("Is ").append(i).append(" a number? {T}\n\n");
        }

        as("author")
                .contentType("text/plain")
                .body(file.toString())
                .post("/api/v1/imports/check?format=gift")
                .then()
                .statusCode(200)
                .body("imported", equalTo(20_000 + 1))
                .body("rejected", equalTo(1))
                .body("questions.number", contains(1));
    }

    @Test
    void shouldCheckAFileWithoutAnyBank() {
        byte[] file = "Caf\u00e9? {T}\n\nTea. {}\n\nCaf\u00e9? {F}\n".getBytes(StandardCharsets.ISO_8859_1);

        as("author")
                .contentType("application/octet-stream")
                .body(file)
                .post("/api/v1/imports/check")
                .then()
                .statusCode(200)
                .body("format", equalTo("gift"))
                .body("encoding", equalTo("windows-1252"))
                .body("dryRun", equalTo(true))
                .body("imported", equalTo(1))
                .body("questions.line", contains(1, 3, 5))
                .body("questions[1].problems[0].code", equalTo("kind-unsupported"))
                .body("questions[2].problems[0].code", equalTo("repeated-question"));
        as("author")
                .contentType("text/plain")
                .body("%PDF-1.7")
                .post("/api/v1/imports/check")
                .then()
                .statusCode(400)
                .body("code", equalTo("not-a-bank"));
        as("author")
                .contentType("text/plain")
                .body("Tea.")
                .post("/api/v1/imports/check?format=word")
                .then()
                .statusCode(400)
                .body("field", equalTo("format"));
    }

    @Test
    void shouldTryAFileWithoutChangingAnything() {
        as("author")
                .contentType("text/plain")
                .body(TWO)
                .post("/api/v1/banks/" + bank + "/imports?dryRun=true")
                .then()
                .statusCode(200)
                .body("imported", equalTo(2))
                .body("dryRun", equalTo(true))
                .body("published", equalTo(false));

        assertThat(revision()).isEqualTo(1);
        as("author").get(questions("")).then().body("items", empty());
        as("author")
                .contentType("text/plain")
                .body(TWO)
                .post("/api/v1/banks/" + bank + "/imports?dryRun=maybe")
                .then()
                .statusCode(400)
                .body("field", equalTo("dryRun"));
    }

    @Test
    void shouldCreateTopicsThatQuestionsName() {
        importFile(TWO.replace("Id: one", "Id: one\nTopic: exam/day-one"))
                .body("questions[0].problems.code", contains("topic-created"))
                .body("untagged", equalTo(1));

        as("learner")
                .get("/api/v1/banks/" + bank + "/topics")
                .then()
                .statusCode(200)
                .body("topics.path", contains("exam", "exam/day-one"))
                .body("topics.questions", contains(1, 1))
                .body("topics[1].title", equalTo("Day one"));
    }

    @Test
    void shouldReadJsonLinesByTheirLook() {
        importFile("""
                {"externalId":"j1","type":"single","stem":"Which?","choices":[{"id":"x","text":"a","correct":true},{"id":"y","text":"b"}]}
                """).body("format", equalTo("jsonl")).body("imported", equalTo(1));
    }

    @Test
    void shouldSayWhenAFileHoldsNoQuestion() {
        as("author")
                .contentType("text/plain")
                .body("\n---\n\n")
                .post("/api/v1/banks/" + bank + "/imports")
                .then()
                .statusCode(400)
                .body("code", equalTo("no-questions"));
        as("author")
                .contentType("text/plain")
                .body(TWO)
                .post("/api/v1/banks/" + bank + "/imports?format=docx")
                .then()
                .statusCode(400)
                .body("field", equalTo("format"));
        as("author")
                .contentType("text/plain")
                .body(TWO)
                .post("/api/v1/banks/none/imports")
                .then()
                .statusCode(404);
    }

    @Test
    void shouldTakeAnImportThatIsLargerThanOtherBodiesMayBe() {
        byte[] block =
                numbered(1).replace("Question 1?", "x".repeat(40_000) + "?").getBytes();
        int blocks = 300;

        importStream(new RepeatedStream(block, "---\n".getBytes(), blocks))
                .body("imported", equalTo(1))
                .body("rejected", equalTo(blocks - 1));
        as("author")
                .body("{\"slug\":\"a\",\"title\":\"" + "x".repeat(11_000_000) + "\"}")
                .post("/api/v1/banks")
                .then()
                .statusCode(413)
                .body("code", equalTo("body-too-large"));
    }

    @Test
    void shouldGiveOneOutcomeToImportsThatRunAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> imports =
                    Collections.nCopies(4, () -> importFile(TWO).extract().<Integer>path("imported"));
            int imported = 0;
            for (var outcome : threads.invokeAll(imports)) {
                imported += outcome.get();
            }
            assertThat(imported).isEqualTo(2);
        }
    }
}
