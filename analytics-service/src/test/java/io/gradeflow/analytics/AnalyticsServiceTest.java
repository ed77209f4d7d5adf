package io.gradeflow.analytics;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.BankPublished.BankTopic;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class AnalyticsServiceTest {

    private final MeasuredBank bank = new MeasuredBank();

    @Test
    void shouldCountEachAnswerOnceInATopicAndAllAboveIt() {
        bank.publish();

        bank.grade("ada", bank.both, true);
        bank.grade("ada", bank.one, false);
        bank.grade("grace", bank.both, true);

        bank.awaitTotal(3, 2);
        bank.awaitPending(0);
        bank.figures("instructor", "x")
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
        bank.publish();
        List<AnswerGraded> grades = new ArrayList<>();
        for (int learner = 0; learner < 20; learner++) {
            Sitter sitter = bank.practice("learner-" + learner);
            grades.add(sitter.graded(bank.both, 1, 1, false));
            grades.add(sitter.graded(bank.both, 1, 2, true));
            grades.add(sitter.graded(bank.both, 2, 1, false));
            grades.add(sitter.graded(bank.both, 2, 2, learner % 2 == 0));
        }
        List<AnswerGraded> told = new ArrayList<>(grades);
        told.addAll(grades);
        Collections.shuffle(told, new Random(7));

        told.forEach(MeasuredBank::send);

        bank.awaitTotal(20, 10);
        bank.awaitPending(0);
        bank.assertTotal(20, 10);
    }

    @Test
    void shouldTakeAClearedAnswerOutAgain() {
        bank.publish();
        Sitter ada = bank.practice("ada");
        MeasuredBank.send(ada.graded(bank.one, 1, 1, true));
        bank.awaitTotal(1, 1);

        MeasuredBank.send(ada.cleared(bank.one, 2));

        bank.awaitTotal(0, 0);
        bank.figures("admin", "x").body("total.learners", equalTo(0)).body("total.accuracy", nullValue());
    }

    @Test
    void shouldCountNoAnswerToAWithdrawnQuestionUntilThatIsUndone() {
        bank.publish();
        Sitter ada = bank.practice("ada");
        MeasuredBank.send(ada.graded(bank.one, 1, 1, true));
        MeasuredBank.send(ada.graded(bank.both, 1, 1, false));
        bank.awaitTotal(2, 1);

        MeasuredBank.send(ada.withdrawn(bank.one, 1, 2));
        bank.awaitTotal(1, 0);

        MeasuredBank.send(ada.graded(bank.one, 1, 3, true));
        bank.awaitTotal(2, 1);
    }

    @Test
    void shouldMoveAllHistoryWhenAQuestionChangesItsTopic() {
        bank.publish();
        bank.grade("ada", bank.one, true);
        bank.awaitTotal(1, 1);

        MeasuredBank.send(Topic.QUESTIONS, bank.question(bank.one, List.of(bank.security)));

        await().untilAsserted(() -> bank.figures("admin", "x").body("topics.answers", contains(0, 0, 1)));
    }

    @Test
    void shouldMoveAllHistoryWhenATopicMovesInTheTreeOrGoesUpInAnother() {
        bank.publish();
        bank.grade("ada", bank.both, true);
        bank.grade("ada", bank.one, false);
        bank.awaitTotal(2, 1);
        BankTopic data = new BankTopic(bank.data, "data", "Data");
        BankTopic security = new BankTopic(bank.security, "security", "Security");

        bank.publishTree(2, data, security, new BankTopic(bank.ingestion, "security/intake", "Intake"));

        await().untilAsserted(() -> bank.figures("admin", "x")
                .body("topics.topic", contains("data", "security", "security/intake"))
                .body("topics.answers", contains(1, 2, 2))
                .body("topics.correct", contains(0, 1, 1)));

        MeasuredBank.send(Topic.QUESTIONS, bank.question(bank.both, List.of(bank.security)));
        MeasuredBank.send(Topic.QUESTIONS, bank.question(bank.one, List.of(bank.data, bank.security)));
        bank.publishTree(3, data, security);

        await().untilAsserted(() -> bank.figures("admin", "x")
                .body("topics.topic", contains("data", "security"))
                .body("topics.answers", contains(1, 2))
                .body("topics.correct", contains(0, 1)));
        bank.assertTotal(2, 1);
    }

    @Test
    void shouldShowALearnerOwnAnswersOnly() {
        bank.publish();
        bank.grade(TestTokens.learnerId("ada").toString(), bank.both, true);
        bank.grade("somebody", bank.both, false);
        bank.awaitTotal(2, 1);

        bank.figures("learner", "ada")
                .body("total.answers", equalTo(1))
                .body("total.accuracy", equalTo(1.0f))
                .body("total.learners", equalTo(1));
        bank.figures("learner", "nobody").body("total.answers", equalTo(0)).body("topics", hasSize(3));
    }

    @Test
    void shouldSetAPoisonEventAsideAndGoOn() {
        bank.publish();
        for (Topic topic : List.of(Topic.ANSWERS_GRADED, Topic.ATTEMPTS_FINISHED)) {
            TopicRecords.send(topic.topicName(), "ada", "{\"no\":\"event\"}".getBytes(StandardCharsets.UTF_8));
            TopicRecords.send(topic.topicName(), "ada", new byte[] {1, 2, 3});
        }

        bank.grade("ada", bank.both, true);

        bank.awaitTotal(1, 1);
        bank.awaitPending(0);
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

    @Test
    void shouldHaveNoEmptyEndpointUnlessStartedForABenchmark() {
        given().header("Authorization", TestTokens.bearer("x", "learner"))
                .get("/api/v1/analytics/baseline?bytes=10")
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
    }
}
