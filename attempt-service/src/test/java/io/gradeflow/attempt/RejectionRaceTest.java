package io.gradeflow.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerRejected.Reason;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An answer that was sent twice is rejected and graded at the same moment, in both orders. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class RejectionRaceTest extends RejectionApi {

    private static final String GRADING = "%WITH grade AS%";
    private static final String REPLAYING = "%FROM rejected_answer%FOR UPDATE%";
    private static final String REJECTING = "%rejected_key_version = greatest%";

    @Inject
    Jdbi jdbi;

    @AfterEach
    void turnTheClockBack() {
        TurnedClock.reset();
    }

    @Test
    void shouldEndTheRejectionWithAGradeThatIsBeingTaken() {
        AnswerSubmitted sent = answered();

        jdbi.useTransaction(handle -> {
            AnswerRows.hold(handle, sent.attemptId());
            grade(Topic.ANSWERS_GRADED, sent, 1, 1);
            Waits.until(jdbi, GRADING);
            reject(sent, Reason.KEY_UNKNOWN);
            Waits.until(jdbi, REJECTING);
        });

        awaitTheEnd(sent);
    }

    @Test
    void shouldEndTheRejectionWithAGradeThatComesWhileItIsBeingStored() {
        AnswerSubmitted sent = answered();

        jdbi.useTransaction(handle -> {
            AnswerRows.hold(handle, sent.attemptId());
            reject(sent, Reason.KEY_UNKNOWN);
            Waits.until(jdbi, REJECTING);
            grade(Topic.ANSWERS_GRADED, sent, 1, 1);
            Waits.until(jdbi, GRADING);
        });

        awaitTheEnd(sent);
    }

    @Test
    void shouldSendOnceWhatTwoReplaysAskForAtTheSameMoment() throws Exception {
        String payload = "asked for twice " + UUID.randomUUID();
        reject(learner, payload, Reason.UNGRADABLE);
        UUID id = UUID.fromString(awaitRejected(1));

        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> replays = new ArrayList<>();
            jdbi.useTransaction(handle -> {
                handle.execute("SELECT FROM rejected_answer WHERE rejected_id = ? FOR UPDATE", id);
                for (int i = 0; i < 2; i++) {
                    replays.add(threads.submit(() -> replay("{\"reason\": \"UNGRADABLE\"}")
                            .statusCode(200)
                            .extract()
                            .path("sent")));
                }
                Waits.until(jdbi, REPLAYING, 2);
            });
            assertThat(replays.get(0).get() + replays.get(1).get()).isEqualTo(1);
        }

        assertThat(TopicRecords.of(Topic.ANSWERS_SUBMITTED.topicName()))
                .filteredOn(record -> payload.equals(new String(record.value(), StandardCharsets.UTF_8)))
                .hasSize(1);
    }

    @Test
    void shouldAwaitNothingThoughTheRejectionComesBeforeTheMark() {
        String attempt = attempt(PublishedBank.of(1));
        answer(attempt, 1, "A");
        AnswerSubmitted sent = awaitSubmitted(attempt, 1).getFirst();
        awaitMarkedAsSent(sent);
        AnswerRows.forgetThatItWasSent(jdbi, sent.attemptId());

        reject(sent, Reason.KEY_UNKNOWN);
        awaitRejected(1);

        // The sweep for what was never marked as sent does so now.
        TurnedClock.forward(Duration.ofMinutes(1));
        awaitMarkedAsSent(sent);
        assertThat(awaits(sent)).isFalse();
    }

    private AnswerSubmitted answered() {
        String attempt = attempt(PublishedBank.of(1));
        answer(attempt, 1, "A");
        AnswerSubmitted sent = awaitSubmitted(attempt, 1).getFirst();
        awaitMarkedAsSent(sent);
        return sent;
    }

    private void awaitMarkedAsSent(AnswerSubmitted answer) {
        AnswerRows.awaitTruth(jdbi, "sent_at IS NOT NULL", answer.attemptId());
    }

    private void awaitTheEnd(AnswerSubmitted answer) {
        awaitMine("&resolved=true", item -> item.get("rejections").equals(1));
        assertThat(mine("")).isEmpty();
        assertThat(awaits(answer)).isFalse();
        assertThat(truth("graded_key_version = 1 AND rejected_key_version IS NULL", answer))
                .isTrue();
    }

    private boolean awaits(AnswerSubmitted answer) {
        return truth("awaiting", answer);
    }

    private boolean truth(String condition, AnswerSubmitted answer) {
        return AnswerRows.truth(jdbi, condition, answer.attemptId());
    }
}
