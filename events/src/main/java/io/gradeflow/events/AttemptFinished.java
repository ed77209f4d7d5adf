package io.gradeflow.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt came to its end, with the whole paper: what was asked and which version of each answer counts. An attempt can end
 * more than once: it is opened again and finishes anew, late answers are accepted, it is voided. A view keeps, per attempt, the
 * highest {@code paperVersion}; what that says holds, and what lower ones said no longer does.
 *
 * <p>Trigger: the learner finished the attempt, its time was up, late answers of it were accepted, it was voided, the staff
 * opened it again, or a stream of another system's history ended that it came in. Key: learner id. Producer: attempt-service. Topic: {@code attempts-finished}.
 *
 * @param finishedAt when that came about; with {@link Ending#REOPENED} when it was opened again
 * @param paper as it stood then
 * @param blueprint the name of the blueprint that the attempt was composed by; null where there is none
 * @param preview true where somebody of the staff tries questions out, which no figure counts; else null
 * @param paperVersion counts from 1, one more with each of these events of an attempt; null means 1
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
        List<PaperEntry> paper,
        @Nullable String blueprint,
        @Nullable Boolean preview,
        @Nullable Integer paperVersion)
        implements Event {

    public enum Ending {
        /** By its learner. */
        FINISHED,
        /** Its time was up. */
        EXPIRED,
        /** By the staff: it counts nowhere. */
        VOIDED,
        /** The staff opened it again: it is not over; a later ending with a higher {@code paperVersion} follows. */
        REOPENED
    }

    /**
     * @param position counts from 1
     * @param answerVersion the newest version of the answer; null where the question was left blank
     * @param unscored true where the question is only tried out and counts for no score; else null
     */
    public record PaperEntry(
            int position,
            UUID questionId,
            int revision,
            @Nullable Integer answerVersion,
            @Nullable Boolean unscored) {}

    @Override
    public String recordKey() {
        return learnerId;
    }

    @Override
    public String eventId() {
        return paperVersion == null ? attemptId.toString() : attemptId + ":" + paperVersion;
    }
}
