package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Grading;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No grader is there for longer than the topics keep what was sent to them. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class OutageTest extends AttemptApi {

    private static final int QUESTIONS = 4;

    @Inject
    Jdbi jdbi;

    private final PublishedBank bank = PublishedBank.of(QUESTIONS);

    @AfterEach
    void turnTheClockBack() {
        TurnedClock.reset();
    }

    @Test
    void shouldHaveAllGradedThoughWhatWasSentIsGoneBeforeAGraderComes() {
        String attempt = attempt(bank);
        IntStream.rangeClosed(1, QUESTIONS)
                .forEach(position -> answer(attempt, position, "B").statusCode(202));
        awaitSubmitted(attempt, QUESTIONS);
        awaitNoted(attempt, QUESTIONS);
        // First the time: what the sweep sends of other tests as soon as nothing waits would keep ours from being
        // overdue.
        TurnedClock.forward(Duration.ofMinutes(10));
        TopicRecords.expire(Topic.ANSWERS_SUBMITTED.topicName());
        // Nor does anything of other tests wait for a grader.
        AnswerRows.letNoOthersWaitForTheirGrades(jdbi, UUID.fromString(attempt));
        TopicRecords.expire(Topic.ANSWERS_RESUBMITTED.topicName());
        assertThat(sent(Topic.ANSWERS_SUBMITTED, attempt)).isEmpty();

        // The outage goes on: what is sent again is gone too, and so is what a correction puts behind.
        awaitSentAgain(attempt, QUESTIONS);
        bank.publishKey(bank.questions.getFirst(), 2, "B");
        KeyRows.awaitTruth(jdbi, "swept_version = 2", bank.questions.getFirst());
        TurnedClock.forward(Duration.ofMinutes(10));
        TopicRecords.expire(Topic.ANSWERS_RESUBMITTED.topicName());

        awaitSentAgain(attempt, QUESTIONS).forEach(this::gradeByTheKey);

        await().untilAsserted(() -> view(attempt)
                .body("questions.status", everyItem(equalTo("GRADED")))
                .body("totals.graded", equalTo(QUESTIONS))
                .body("totals.correct", equalTo(1)));
        assertThat(noted(attempt, "awaiting")).isZero();
    }

    private void gradeByTheKey(AnswerSubmitted answer) {
        boolean corrected = answer.questionId().equals(bank.questions.getFirst());
        ChoiceKey key = ChoiceKey.allOrNothing(List.of(corrected ? "B" : "A"));
        PublishedBank.send(
                Topic.ANSWERS_REGRADED,
                AnswerGraded.of(answer, corrected ? 2 : 1, Grading.grade(key, answer.response())));
    }

    private static List<AnswerSubmitted> awaitSentAgain(String attempt, int count) {
        return await().until(
                        () -> sent(Topic.ANSWERS_RESUBMITTED, attempt),
                        found -> found.stream()
                                        .map(AnswerSubmitted::position)
                                        .distinct()
                                        .count()
                                == count);
    }

    private void awaitNoted(String attempt, int count) {
        await().until(() -> noted(attempt, "sent_key_version = 1") == count);
    }

    /** How many of the answers this is true of. */
    private int noted(String attempt, String condition) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM answer WHERE attempt_id = :attempt AND " + condition)
                        .bind("attempt", UUID.fromString(attempt))
                        .mapTo(int.class)
                        .one());
    }
}
