package io.gradeflow.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class AnalyticsServiceTest {

    private final UUID bank = UUID.randomUUID();
    private final String slug = "bank-" + bank;
    private final UUID data = UUID.randomUUID();
    private final UUID ingestion = UUID.randomUUID();
    private final UUID security = UUID.randomUUID();
    private final UUID both = UUID.randomUUID();
    private final UUID one = UUID.randomUUID();

    @Test
    void shouldCountEachAnswerOnceInATopicAndAllAboveIt() {
        publishBank();

        grade("ada", both, 1, 1, true);
        grade("ada", one, 1, 1, false);
        grade("grace", both, 1, 1, true);

        awaitTotal(3, 2);
        figures("instructor", "x")
                .body("topics.topic", contains("data", "data/ingestion", "security"))
                .body("topics.answers", contains(3, 3, 2))
                .body("topics.correct", contains(2, 2, 2))
                .body("topics.learners", contains(2, 2, 2))
                .body("topics.questions", contains(2, 2, 1))
                .body("topics[2].accuracy", equalTo(1.0f))
                .body("topics[2].interval.level", equalTo(0.95f))
                .body("total.learners", equalTo(2))
                .body("asOf", notNullValue());
    }

    @Test
    void shouldComeToTheSameFiguresWhateverTheOrderAndHoweverOften() {
        publishBank();
        List<AnswerGraded> grades = new ArrayList<>();
        for (int learner = 0; learner < 20; learner++) {
            UUID answer = UUID.randomUUID();
            grades.add(graded(answer, "learner-" + learner, both, 1, 1, false));
            grades.add(graded(answer, "learner-" + learner, both, 1, 2, true));
            grades.add(graded(answer, "learner-" + learner, both, 2, 1, false));
            grades.add(graded(answer, "learner-" + learner, both, 2, 2, learner % 2 == 0));
        }
        List<AnswerGraded> told = new ArrayList<>(grades);
        told.addAll(grades);
        Collections.shuffle(told, new Random(7));

        told.forEach(grade -> send(grade.keyVersion() == 1 ? Topic.ANSWERS_GRADED : Topic.ANSWERS_REGRADED, grade));

        awaitTotal(20, 10);
        awaitNothingPendingOfItsOwn();
        figures("admin", "x").body("total.answers", equalTo(20)).body("total.correct", equalTo(10));
    }

    @Test
    void shouldTakeAClearedAnswerOutAgain() {
        publishBank();
        UUID answer = UUID.randomUUID();
        send(Topic.ANSWERS_GRADED, graded(answer, "ada", one, 1, 1, true));
        awaitTotal(1, 1);

        send(Topic.ANSWERS_GRADED, cleared(answer, "ada", one, 2));

        awaitTotal(0, 0);
        figures("admin", "x").body("total.learners", equalTo(0)).body("total.accuracy", nullValue());
    }

    @Test
    void shouldMoveAllHistoryWhenAQuestionChangesItsTopic() {
        publishBank();
        grade("ada", one, 1, 1, true);
        awaitTotal(1, 1);

        send(Topic.QUESTIONS, question(one, List.of(security)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> figures("admin", "x").body("topics.answers", contains(0, 0, 1)));
    }

    @Test
    void shouldShowALearnerOwnAnswersOnly() {
        publishBank();
        String ada = TestTokens.learnerId("ada").toString();
        grade(ada, both, 1, 1, true);
        grade("somebody", both, 1, 1, false);
        awaitTotal(2, 1);

        figures("learner", "ada")
                .body("total.answers", equalTo(1))
                .body("total.accuracy", equalTo(1.0f))
                .body("total.learners", equalTo(1));
        figures("learner", "nobody").body("total.answers", equalTo(0)).body("topics", hasSize(3));
    }

    @Test
    void shouldSetAPoisonEventAsideAndGoOn() {
        publishBank();
        TopicRecords.send(
                Topic.ANSWERS_GRADED.topicName(), "ada", "{\"no\":\"grade\"}".getBytes(StandardCharsets.UTF_8));
        TopicRecords.send(Topic.ANSWERS_GRADED.topicName(), "ada", new byte[] {1, 2, 3});

        grade("ada", both, 1, 1, true);

        awaitTotal(1, 1);
    }

    @Test
    void shouldNameTheFaultOfARequest() {
        given().header("Authorization", TestTokens.bearer("x", "learner"))
                .get("/api/v1/analytics/topics")
                .then()
                .statusCode(400)
                .body("field", equalTo("bank"));
        given().header("Authorization", TestTokens.bearer("x", "learner"))
                .get("/api/v1/analytics/topics?bank=no-such-bank")
                .then()
                .statusCode(404)
                .body("code", equalTo("bank-unknown"));
    }

    @Test
    void shouldRefuseCallersWithoutARole() {
        given().get("/api/v1/analytics/topics?bank=a").then().statusCode(401);
        given().header("Authorization", TestTokens.bearer("x", "guest"))
                .get("/api/v1/analytics/topics?bank=a")
                .then()
                .statusCode(403);
    }

    private void publishBank() {
        send(Topic.QUESTIONS, question(both, List.of(ingestion, security)));
        send(Topic.QUESTIONS, question(one, List.of(ingestion, data)));
        send(
                Topic.BANKS,
                new BankPublished(
                        bank,
                        slug,
                        "A bank",
                        1,
                        List.of("practice"),
                        List.of(
                                new BankPublished.BankTopic(data, "data", "Data"),
                                new BankPublished.BankTopic(ingestion, "data/ingestion", "Ingestion"),
                                new BankPublished.BankTopic(security, "security", "Security")),
                        2,
                        "0".repeat(64),
                        null));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(figures("admin", "x").extract().<List<Integer>>path("topics.questions"))
                        .isEqualTo(List.of(2, 2, 1)));
    }

    private QuestionPublished question(UUID id, List<UUID> topics) {
        return new QuestionPublished(
                id,
                1,
                bank,
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

    private void grade(String learner, UUID question, int answerVersion, int keyVersion, boolean correct) {
        send(Topic.ANSWERS_GRADED, graded(UUID.randomUUID(), learner, question, answerVersion, keyVersion, correct));
    }

    private AnswerGraded graded(
            UUID answer, String learner, UUID question, int answerVersion, int keyVersion, boolean correct) {
        return new AnswerGraded(
                answer,
                answerVersion,
                keyVersion,
                UUID.randomUUID(),
                1,
                learner,
                bank,
                "practice",
                List.of(),
                question,
                1,
                new ChoiceResponse(new TreeSet<>(List.of(correct ? "A" : "B"))),
                correct ? BigDecimal.ONE : BigDecimal.ZERO,
                BigDecimal.ONE,
                correct,
                null,
                Instant.now(),
                null,
                null);
    }

    private AnswerGraded cleared(UUID answer, String learner, UUID question, int answerVersion) {
        AnswerGraded grade = graded(answer, learner, question, answerVersion, 1, false);
        return new AnswerGraded(
                answer,
                answerVersion,
                1,
                grade.attemptId(),
                1,
                learner,
                bank,
                "practice",
                List.of(),
                question,
                1,
                null,
                BigDecimal.ZERO,
                BigDecimal.ONE,
                false,
                null,
                grade.answeredAt(),
                null,
                null);
    }

    private static void send(Topic topic, Event event) {
        TopicRecords.send(topic.topicName(), event.recordKey(), EventJson.write(event));
    }

    private ValidatableResponse figures(String role, String user) {
        return given().header("Authorization", TestTokens.bearer(user, role))
                .get("/api/v1/analytics/topics?bank=" + slug)
                .then()
                .statusCode(200);
    }

    private void awaitTotal(int answers, int correct) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> figures("admin", "x")
                        .body("total.answers", equalTo(answers))
                        .body("total.correct", equalTo(correct)));
    }

    /** Nothing was submitted in these tests, so what is pending are grades that aren't counted. */
    private void awaitNothingPendingOfItsOwn() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> figures("admin", "x").body("pending", equalTo(0)));
    }
}
