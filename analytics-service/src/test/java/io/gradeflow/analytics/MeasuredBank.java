package io.gradeflow.analytics;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.Topic;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A bank of a test's own, with two questions in three topics, and its figures. */
final class MeasuredBank {

    final UUID id = UUID.randomUUID();
    final UUID data = UUID.randomUUID();
    final UUID ingestion = UUID.randomUUID();
    final UUID security = UUID.randomUUID();
    /** A question about ingestion and security. */
    final UUID both = UUID.randomUUID();
    /** A question about ingestion alone. */
    final UUID one = UUID.randomUUID();

    final String slug = "bank-" + id;

    void publish() {
        send(Topic.QUESTIONS, question(both, List.of(ingestion, security)));
        send(Topic.QUESTIONS, question(one, List.of(ingestion, data)));
        send(Topic.BANKS, bank(1, new BankPublished.BankTopic(security, "security", "Security")));
        await().untilAsserted(() -> assertThat(figures("admin", "x").extract().<List<Integer>>path("topics.questions"))
                .isEqualTo(List.of(2, 2, 1)));
    }

    /** The same bank once more, without one of its topics. */
    void publishWithoutSecurity() {
        send(Topic.BANKS, bank(2));
    }

    /** The same bank once more, with another tree of topics. */
    void publishTree(int revision, BankPublished.BankTopic... topics) {
        send(Topic.BANKS, bank(revision, List.of(topics)));
    }

    private BankPublished bank(int revision, BankPublished.BankTopic... more) {
        List<BankPublished.BankTopic> topics = new ArrayList<>(List.of(
                new BankPublished.BankTopic(data, "data", "Data"),
                new BankPublished.BankTopic(ingestion, "data/ingestion", "Ingestion")));
        topics.addAll(List.of(more));
        return bank(revision, topics);
    }

    private BankPublished bank(int revision, List<BankPublished.BankTopic> topics) {
        return new BankPublished(id, slug, "A bank", revision, List.of("practice"), topics, 2, "0".repeat(64), null);
    }

    QuestionPublished question(UUID question, List<UUID> topics) {
        return new QuestionPublished(
                question,
                1,
                id,
                null,
                QuestionPublished.State.PUBLISHED,
                1,
                null,
                QuestionPublished.Kind.SINGLE,
                "Which?",
                List.of(new QuestionPublished.Choice("A", "a"), new QuestionPublished.Choice("B", "b")),
                new QuestionPublished.SelectionCount(1, 1),
                topics);
    }

    Sitter practice(String learner) {
        return new Sitter(id, learner, "practice");
    }

    Sitter exam(String learner) {
        return new Sitter(id, learner, "exam");
    }

    /** Grades an answer of a practice attempt of its own. */
    void grade(String learner, UUID question, boolean correct) {
        send(Topic.ANSWERS_GRADED, practice(learner).graded(question, 1, 1, correct));
    }

    static void send(AnswerGraded grade) {
        send(grade.keyVersion() == 1 ? Topic.ANSWERS_GRADED : Topic.ANSWERS_REGRADED, grade);
    }

    static void send(Topic topic, Event event) {
        TopicRecords.send(topic.topicName(), event.recordKey(), EventJson.write(event));
    }

    ValidatableResponse figures(String role, String user) {
        return figures(role, user, "");
    }

    ValidatableResponse figures(String role, String user, String filter) {
        return given().header("Authorization", TestTokens.bearer(user, role))
                .get("/api/v1/analytics/topics?bank=" + slug + filter)
                .then()
                .statusCode(200);
    }

    void awaitTotal(int answers, int correct) {
        await().untilAsserted(() -> assertTotal(answers, correct));
    }

    void assertTotal(int answers, int correct) {
        figures("admin", "x").body("total.answers", equalTo(answers)).body("total.correct", equalTo(correct));
    }

    /** Nothing is submitted in these tests, so what is pending are grades and endings that aren't counted. */
    void awaitPending(int pending) {
        await().untilAsserted(() -> {
            Map<String, Integer> waiting = figures("admin", "x").extract().path("pending");
            assertThat(waiting.get("live") + waiting.get("slow")).isEqualTo(pending);
        });
    }
}
