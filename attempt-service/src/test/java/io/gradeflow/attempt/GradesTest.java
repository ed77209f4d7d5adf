package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class GradesTest extends AttemptApi {

    @Inject
    Jdbi jdbi;

    @Test
    void shouldTakeGradesInAnyOrderAndKeepTheNewestKeyVersion() {
        String attempt = attempt(PublishedBank.of(1));
        answer(attempt, 1, "A");
        AnswerSubmitted sent = awaitSubmitted(attempt, 1).getFirst();

        grade(Topic.ANSWERS_REGRADED, sent, 2, 0);
        grade(Topic.ANSWERS_GRADED, sent, 1, 1);
        grade(Topic.ANSWERS_GRADED, sent, 1, 1);

        await().untilAsserted(() -> view(attempt).body("questions[0].status", equalTo("GRADED")));
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> view(attempt)
                        .body("questions[0].answer.correct", equalTo(false))
                        .body("totals.correct", equalTo(0)));
    }

    @Test
    void shouldTellWhatWasRightOnceAnAnswerIsGradedAndFinal() {
        String attempt = attempt(PublishedBank.of(2));
        answer(attempt, 1, "B");
        grade(Topic.ANSWERS_GRADED, awaitSubmitted(attempt, 1).getFirst(), 1, 0);

        await().untilAsserted(() -> view(attempt)
                .body("questions[0].status", equalTo("GRADED"))
                .body("questions[0].answer.correctChoices", equalTo(List.of("A")))
                .body("questions[0].answer.explanation", equalTo("Because it is A"))
                .body("questions[1].answer", nullValue()));
        answer(attempt, 1, "A").statusCode(409).body("code", equalTo("answer-final"));
        answer(attempt, 1, "B").statusCode(202).body("status", equalTo("GRADED"));
    }

    @Test
    void shouldSendAgainInTheSlowLaneWhatANewerKeyPutsBehind() {
        PublishedBank bank = PublishedBank.of(1);
        String attempt = attempt(bank);
        answer(attempt, 1, "B");
        grade(Topic.ANSWERS_GRADED, awaitSubmitted(attempt, 1).getFirst(), 1, 0);
        await().untilAsserted(() -> view(attempt).body("totals.graded", equalTo(1)));

        bank.publishKey(bank.questions.getFirst(), 2, "B");

        List<AnswerSubmitted> again =
                await().until(() -> sent(Topic.ANSWERS_RESUBMITTED, attempt), found -> !found.isEmpty());
        assertThat(again).extracting(AnswerSubmitted::keyVersion).containsOnly(2);
        grade(Topic.ANSWERS_REGRADED, again.getFirst(), 2, 1);
        await().untilAsserted(() -> view(attempt).body("totals.correct", equalTo(1)));
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .until(() -> sent(Topic.ANSWERS_RESUBMITTED, attempt).size() == again.size());
    }

    @Test
    void shouldSendAgainWhatGradersAreDoneWithAndNeverGraded() {
        String attempt = attempt(PublishedBank.of(1));
        answer(attempt, 1, "B");
        awaitSubmitted(attempt, 1);

        // Longer than an answer is waited for; who has answers waiting before them may take as long as it takes.
        await().during(Duration.ofSeconds(8))
                .atMost(Duration.ofSeconds(10))
                .until(() -> sent(Topic.ANSWERS_RESUBMITTED, attempt).isEmpty());
        AnswerRows.letNoOthersWaitForTheirGrades(jdbi, UUID.fromString(attempt));
        GraderOffsets.commitTheEnds();

        await().until(() -> !sent(Topic.ANSWERS_RESUBMITTED, attempt).isEmpty());
    }

    @Test
    void shouldSetAsideWhatCanNeverBeReadAndGoOn() {
        String attempt = attempt(PublishedBank.of(1));
        answer(attempt, 1, "A");
        AnswerSubmitted sent = awaitSubmitted(attempt, 1).getFirst();

        TopicRecords.send(
                Topic.ANSWERS_GRADED.topicName(), sent.learnerId(), "poison".getBytes(StandardCharsets.UTF_8));
        grade(Topic.ANSWERS_GRADED, sent, 1, 1);

        await().untilAsserted(() -> view(attempt).body("totals.correct", equalTo(1)));
    }
}
