package io.gradeflow.question;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.BankDigest;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class QuestionServiceTest {

    private static final String TWO = """
            Id: one

            Which metric counts missed positives?

            Recall (Correct)

            Precision

            Explanation: It divides by all positives.
            ---
            Id: two

            Which two watch an endpoint? (Select TWO.)

            Model Monitor (Correct)

            CloudWatch (Correct)

            Glue
            """;

    private static final String TOPICS = """
            topics:
              - path: modeling/metrics
                title: Metrics
                keywords: [recall]
              - path: monitoring
                keywords: [monitor]
            """;

    private final String bank = "bank-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void createBank() {
        as("author")
                .body(Map.of("slug", bank, "title", "A bank"))
                .post("/api/v1/banks")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/v1/banks/" + bank));
    }

    @Test
    void shouldListBanksAndRefuseATakenSlug() {
        as("learner").get("/api/v1/banks?limit=500").then().statusCode(200).body("items.slug", hasItem(bank));
        as("learner").get("/api/v1/banks/" + bank).then().statusCode(200).body("title", equalTo("A bank"));
        as("learner").get("/api/v1/banks/none").then().statusCode(404).body("code", equalTo("bank-unknown"));
        as("author")
                .body(Map.of("slug", bank, "title", "Again"))
                .post("/api/v1/banks")
                .then()
                .statusCode(409)
                .body("code", equalTo("bank-exists"));
        as("author")
                .body(Map.of("slug", "No Slug", "title", "x"))
                .post("/api/v1/banks")
                .then()
                .statusCode(400)
                .body("field", equalTo("slug"));
    }

    @Test
    void shouldPageThroughBanks() {
        String next = as("learner")
                .get("/api/v1/banks?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .extract()
                .path("next");
        as("author").body(Map.of("slug", "zz-" + bank, "title", "x")).post("/api/v1/banks");

        assertThat(next == null).isFalse();
        as("learner")
                .get("/api/v1/banks?limit=1&cursor=" + next)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        as("learner").get("/api/v1/banks?cursor=*").then().statusCode(400).body("field", equalTo("cursor"));
        as("learner").get("/api/v1/banks?limit=0").then().statusCode(400).body("field", equalTo("limit"));
        as("author").get(questions("?q=a%00b")).then().statusCode(400);
    }

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
    void shouldTagAnewWhenTheTaxonomyComesLater() {
        importFile(TWO).body("untagged", equalTo(2));

        put(TOPICS).statusCode(200).body("tagged", equalTo(2)).body("untagged", equalTo(0));

        as("author")
                .get(questions("?topic=modeling"))
                .then()
                .body("items", hasSize(1))
                .body("items[0].externalId", equalTo("one"))
                .body("items[0].topics", contains("modeling/metrics"));
        assertThat(published(as("author").get(questions("?q=RECALL")).path("items[0].id"))
                        .getLast()
                        .topicIds())
                .hasSize(1);
        put("topics: [{path: Not A Path}]").statusCode(400).body("field", equalTo("topics[0].path"));
        put("topics: [").statusCode(400).body("code", equalTo("invalid-taxonomy"));
    }

    @Test
    void shouldShowQuestionsPageByPage() {
        importFile(IntStream.range(0, 5).mapToObj(QuestionServiceTest::numbered).collect(Collectors.joining("---\n")));

        String next = as("author")
                .get(questions("?limit=3"))
                .then()
                .body("items.stem", contains("Question 0?", "Question 1?", "Question 2?"))
                .body("items[0].choices.correct", contains(true, false))
                .extract()
                .path("next");
        as("author")
                .get(questions("?limit=3&cursor=" + next))
                .then()
                .body("items.stem", contains("Question 3?", "Question 4?"))
                .body("next", nullValue());
        as("author").get(questions("?untagged=true&q=question%203")).then().body("items", hasSize(1));
        as("author").get(questions("?topic=none")).then().statusCode(404);
        as("author").get("/api/v1/questions/" + UUID.randomUUID()).then().statusCode(404);
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
    void shouldPublishKeysBeforeQuestionsBeforeTheBank() {
        importFile(TWO);

        String bankId = as("author").get("/api/v1/banks/" + bank).path("id");
        BankPublished published = TopicRecords.of(Topic.BANKS.topicName()).stream()
                .map(record -> EventJson.read(record.value(), BankPublished.class))
                .filter(event -> event.bankId().toString().equals(bankId))
                .max(Comparator.comparingInt(BankPublished::revision))
                .orElseThrow();
        List<QuestionPublished> questions = TopicRecords.of(Topic.QUESTIONS.topicName()).stream()
                .map(record -> EventJson.read(record.value(), QuestionPublished.class))
                .filter(event -> event.bankId().toString().equals(bankId))
                .toList();

        assertThat(published.questionCount()).isEqualTo(2);
        assertThat(published.digest())
                .isEqualTo(BankDigest.of(questions.stream()
                        .map(question -> new BankDigest.Entry(question.questionId(), question.revision()))
                        .toList()));
        for (QuestionPublished question : questions) {
            assertThat(keys(question.questionId().toString())).isNotEmpty();
        }
        long lastKey = lastTimestamp(Topic.ANSWER_KEYS, bankId);
        long lastQuestion = lastTimestamp(Topic.QUESTIONS, bankId);
        assertThat(lastKey).isLessThanOrEqualTo(lastQuestion);
        assertThat(lastQuestion).isLessThanOrEqualTo(lastTimestamp(Topic.BANKS, bankId));
    }

    @Test
    void shouldKeepKeysOutOfTheQuestionsTopic() {
        String id = importFile(TWO).extract().path("questions[1].id");

        assertThat(keys(id).getLast().key()).isEqualTo(ChoiceKey.allOrNothing(List.of("A", "B")));
        String shown = TopicRecords.of(Topic.QUESTIONS.topicName()).stream()
                .filter(record -> record.key().startsWith(id))
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
        assertThat(shown).doesNotContain("correct").doesNotContain("explanation");
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

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/banks, learner instructor",
        "PUT, /api/v1/banks/x/topics, learner instructor",
        "POST, /api/v1/banks/x/imports, learner instructor",
        "GET, /api/v1/banks/x/questions, learner",
        "GET, /api/v1/questions/6f1c2a7e-6a38-4f0e-9d5e-0b8f2a3f1c11, learner",
        "GET, /api/v1/banks, ",
        "GET, /api/v1/banks/x, ",
        "GET, /api/v1/banks/x/topics, "
    })
    void shouldRefuseCallersWithoutTheRole(String method, String path, String roles) {
        given().request(method, path).then().statusCode(401).body("code", equalTo("unauthenticated"));
        given().header("Authorization", TestTokens.bearer("nobody", "guest"))
                .contentType("application/json")
                .request(method, path)
                .then()
                .statusCode(403);
        if (roles != null) {
            for (String role : roles.split(" ")) {
                as(role).request(method, path).then().statusCode(403).body("code", equalTo("forbidden"));
            }
        }
    }

    @Test
    void shouldShowItsApi() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.'/api/v1/banks/{slug}/imports'.post.summary", notNullValue());
    }

    private static String numbered(int number) {
        return "Question " + number + "?\n\nyes (Correct)\n\nno\n";
    }

    private static RequestSpecification as(String role) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", TestTokens.bearer(role, role))
                .contentType("application/json");
    }

    private ValidatableResponse put(String taxonomy) {
        return as("author")
                .contentType("application/yaml")
                .body(taxonomy.getBytes())
                .put("/api/v1/banks/" + bank + "/topics")
                .then();
    }

    private ValidatableResponse importFile(String file) {
        return as("author")
                .contentType("text/plain")
                .body(file)
                .post("/api/v1/banks/" + bank + "/imports")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse importStream(InputStream file) {
        return as("author")
                .contentType("application/octet-stream")
                .body(file)
                .post("/api/v1/banks/" + bank + "/imports")
                .then()
                .statusCode(200);
    }

    private String questions(String query) {
        return "/api/v1/banks/" + bank + "/questions" + query;
    }

    private int revision() {
        return as("author").get("/api/v1/banks/" + bank).path("revision");
    }

    private static List<QuestionPublished> published(String questionId) {
        Map<Integer, QuestionPublished> newest = TopicRecords.of(Topic.QUESTIONS.topicName()).stream()
                .filter(record -> record.key().startsWith(questionId))
                .map(record -> EventJson.read(record.value(), QuestionPublished.class))
                .collect(Collectors.toMap(QuestionPublished::revision, event -> event, (older, newer) -> newer));
        return newest.values().stream()
                .sorted(Comparator.comparingInt(QuestionPublished::revision))
                .toList();
    }

    private static List<AnswerKeyPublished> keys(String questionId) {
        return TopicRecords.of(Topic.ANSWER_KEYS.topicName()).stream()
                .filter(record -> record.key().startsWith(questionId))
                .map(record -> EventJson.read(record.value(), AnswerKeyPublished.class))
                .toList();
    }

    private static long lastTimestamp(Topic topic, String bankId) {
        return TopicRecords.of(topic.topicName()).stream()
                .filter(record -> new String(record.value(), StandardCharsets.UTF_8).contains(bankId))
                .mapToLong(ConsumerRecord::timestamp)
                .max()
                .orElseThrow();
    }
}
