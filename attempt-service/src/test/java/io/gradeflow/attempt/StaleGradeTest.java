package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A grade by the former key comes after the corrected one: the answer is behind, until a grade by that is here. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class StaleGradeTest extends AttemptApi {

    private static final String NOTING_THAT_IT_IS_SENT = "%UPDATE answer SET%sent_at =%";
    private static final String STORING_THE_KEY = "%SELECT question_id FROM answer_key%FOR UPDATE%";

    @Inject
    Jdbi jdbi;

    private final PublishedBank bank = PublishedBank.of(1);

    @AfterEach
    void turnTheClockBack() {
        TurnedClock.reset();
    }

    @Test
    void shouldGoOnAwaitingTheGradeByTheNewerKey() {
        AnswerSubmitted sent = answered();
        AnswerRows.awaitTruth(jdbi, "sent_key_version = 1", sent.attemptId());
        correct();
        KeyRows.awaitTruth(jdbi, "swept_version = 2", bank.questions.getFirst());

        grade(Topic.ANSWERS_GRADED, sent, 1, 0);
        AnswerRows.awaitTruth(jdbi, "graded_key_version = 1", sent.attemptId());

        // Graders are done with what was sent again, and its grade is lost.
        AnswerRows.letNoOthersWaitForTheirGrades(jdbi, sent.attemptId());
        TurnedClock.forward(Duration.ofMinutes(1));
        GraderOffsets.commitTheEnds();
        List<AnswerSubmitted> again = awaitSentAgain(sent, 2);
        assertThat(again).extracting(AnswerSubmitted::keyVersion).containsOnly(2);
        grade(Topic.ANSWERS_REGRADED, again.getLast(), 2, 1);
        await().untilAsserted(
                        () -> view(sent.attemptId().toString()).body("questions[0].answer.correct", equalTo(true)));
        assertThat(AnswerRows.truth(jdbi, "NOT awaiting", sent.attemptId())).isTrue();
    }

    @Test
    void shouldSendAgainWhatWasBeingSentWhileTheNewerKeyCame() {
        AnswerSubmitted sent = answered();
        UUID attempt = sent.attemptId();
        AnswerRows.awaitTruth(jdbi, "sent_key_version = 1", attempt);
        AnswerRows.forgetThatItWasSent(jdbi, attempt);

        jdbi.useTransaction(handle -> {
            AnswerRows.hold(handle, attempt);
            // The sweep for what was never noted as sent sends it now, and can't note that yet.
            TurnedClock.forward(Duration.ofMinutes(1));
            Waits.until(jdbi, NOTING_THAT_IT_IS_SENT);
            correct();
            await().until(() -> Waits.isHeldUp(jdbi, STORING_THE_KEY) || isSweptForTheNewerKey());
        });
        grade(Topic.ANSWERS_GRADED, sent, 1, 0);

        assertThat(awaitSentAgain(sent, 1))
                .extracting(AnswerSubmitted::keyVersion)
                .containsOnly(2);
    }

    private AnswerSubmitted answered() {
        String attempt = attempt(bank);
        answer(attempt, 1, "B").statusCode(202);
        return awaitSubmitted(attempt, 1).getFirst();
    }

    private void correct() {
        bank.publishKey(bank.questions.getFirst(), 2, "B");
    }

    private boolean isSweptForTheNewerKey() {
        return KeyRows.truth(jdbi, "swept_version = 2", bank.questions.getFirst());
    }

    private static List<AnswerSubmitted> awaitSentAgain(AnswerSubmitted answer, int times) {
        return await().until(
                        () -> sent(Topic.ANSWERS_RESUBMITTED, answer.attemptId().toString()),
                        found -> found.size() >= times);
    }
}
