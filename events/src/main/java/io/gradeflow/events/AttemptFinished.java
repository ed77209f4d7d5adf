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
 * <p>That an exam began is told as well, with {@link Ending#REOPENED} and {@code paperVersion} 0: it is not over, and its learner is told
 * nothing of the bank meanwhile. No figure depends on it, and whoever doesn't tell learners anything may pass it over.
 *
 * <p>Trigger: an exam began, the learner finished the attempt, its time was up, late answers of it were accepted, it was voided, the staff
 * opened it again, or a stream of another system's history ended that it came in. Key: learner id. Producer: attempt-service. Topic: {@code attempts-finished}.
 *
 * @param finishedAt when that came about; with {@link Ending#REOPENED} when it was opened again, or the beginning announced
 * @param paper as it stood then
 * @param blueprint the name of the blueprint that the attempt was composed by; null where there is none
 * @param preview true where somebody of the staff tries questions out, which no figure counts; else null
 * @param paperVersion counts from 1, one more with each of these events of an attempt; null means 1; 0 where an exam began
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
        /** The staff opened it again, or it began: it is not over; an ending with a higher {@code paperVersion} follows. */
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
