package io.gradeflow.question;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.Topic;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;

/** A bank of its own for each test, and the calls on it. */
abstract class BankApi {

    static final String TWO = """
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

    static final String TOPICS = """
            topics:
              - path: modeling/metrics
                title: Metrics
                keywords: [recall]
              - path: monitoring
                keywords: [monitor]
            """;

    final String bank = "bank-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void createBank() {
        as("author")
                .body(Map.of("slug", bank, "title", "A bank"))
                .post("/api/v1/banks")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/v1/banks/" + bank));
    }

    static String numbered(int number) {
        return "Question " + number + "?\n\nyes (Correct)\n\nno\n";
    }

    static RequestSpecification as(String role) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", TestTokens.bearer(role, role))
                .contentType("application/json");
    }

    ValidatableResponse put(String taxonomy) {
        return as("author")
                .contentType("application/yaml")
                .body(taxonomy.getBytes())
                .put("/api/v1/banks/" + bank + "/topics")
                .then();
    }

    ValidatableResponse importFile(String file) {
        return importFile(file, "").statusCode(200);
    }

    /** @param query with its question mark */
    ValidatableResponse importFile(String file, String query) {
        return as("author")
                .contentType("text/plain")
                .body(file)
                .post("/api/v1/banks/" + bank + "/imports" + query)
                .then();
    }

    ValidatableResponse importStream(InputStream file) {
        return as("author")
                .contentType("application/octet-stream")
                .body(file)
                .post("/api/v1/banks/" + bank + "/imports")
                .then()
                .statusCode(200);
    }

    String questions(String query) {
        return "/api/v1/banks/" + bank + "/questions" + query;
    }

    int revision() {
        return as("author").get("/api/v1/banks/" + bank).path("revision");
    }

    ValidatableResponse putModes(String... modes) {
        return as("author")
                .body(Map.of("modes", modes))
                .put("/api/v1/banks/" + bank + "/modes")
                .then();
    }

    /** What the other services know of the bank. */
    BankPublished publishedBank() {
        return TopicRecords.of(Topic.BANKS.topicName()).stream()
                .map(record -> EventJson.read(record.value(), BankPublished.class))
                .filter(event -> event.slug().equals(bank))
                .max(Comparator.comparingInt(BankPublished::revision))
                .orElseThrow();
    }

    static List<QuestionPublished> published(String questionId) {
        Map<Integer, QuestionPublished> newest = TopicRecords.of(Topic.QUESTIONS.topicName()).stream()
                .filter(record -> record.key().startsWith(questionId))
                .map(record -> EventJson.read(record.value(), QuestionPublished.class))
                .collect(Collectors.toMap(QuestionPublished::revision, event -> event, (older, newer) -> newer));
        return newest.values().stream()
                .sorted(Comparator.comparingInt(QuestionPublished::revision))
                .toList();
    }

    static List<AnswerKeyPublished> keys(String questionId) {
        return TopicRecords.of(Topic.ANSWER_KEYS.topicName()).stream()
                .filter(record -> record.key().startsWith(questionId))
                .map(record -> EventJson.read(record.value(), AnswerKeyPublished.class))
                .toList();
    }

    static long lastTimestamp(Topic topic, String bankId) {
        return TopicRecords.of(topic.topicName()).stream()
                .filter(record -> new String(record.value(), StandardCharsets.UTF_8).contains(bankId))
                .mapToLong(ConsumerRecord::timestamp)
                .max()
                .orElseThrow();
    }
}
