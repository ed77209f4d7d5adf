package io.gradeflow.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt came to its end, with the whole paper: what was asked and which version of each answer counts.
 *
 * <p>Trigger: the learner finished the attempt. Key: learner id. Producer: attempt-service. Topic:
 * {@code attempts-finished}.
 */
public record AttemptFinished(
        UUID attemptId,
        String learnerId,
        UUID bankId,
        String mode,
        List<String> cohorts,
        Ending ending,
        Instant startedAt,
        Instant finishedAt,
        List<PaperEntry> paper)
        implements Event {

    public enum Ending {
        FINISHED
    }

    /**
     * @param position counts from 1
     * @param answerVersion the newest version of the answer; null where the question was left blank
     */
    public record PaperEntry(
            int position,
            UUID questionId,
            int revision,
            @Nullable Integer answerVersion) {}

    @Override
    public String recordKey() {
        return learnerId;
    }

    @Override
    public String eventId() {
        return attemptId.toString();
    }
}
