package io.gradeflow.attempt.regrading;

import io.gradeflow.attempt.catalog.Effect;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a correction set going, and how far it is. All but the id and the status is null while the correction is on its way here.
 *
 * @param keyVersion the version of the key that it made
 * @param correctedBy the subject of a token
 * @param supersededBy the correction of the same key that came after it; null while it is the newest
 */
@Schema(example = """
        {"correctionId": "6a1d4e1c-93c5-4a6f-9a43-0f5f3e0f7a10", "status": "RUNNING",
         "question": "0b54cb5e-0a40-3e54-b0c0-6b6f6e0a6f2f", "revision": 1, "keyVersion": 2, "effect": "regrade",
         "reason": "C is right since the service's update of May", "correctedBy": "4f0c…", "correctedAt": "2026-05-04T09:30:00Z",
         "seenAt": "2026-05-04T09:30:01Z", "answers": {"total": 1804, "regraded": 950, "behind": 854, "rejected": 0, "changed": 611}}""")
record Campaign(
        UUID correctionId,
        Status status,
        @Nullable UUID question,
        @Nullable Integer revision,
        @Nullable Integer keyVersion,
        @Nullable Effect effect,
        @Nullable String reason,
        @Nullable String correctedBy,
        @Nullable Instant correctedAt,
        @Nullable Instant seenAt,
        @Nullable Instant completedAt,
        @Nullable UUID supersededBy,
        @Nullable Answers answers) {

    enum Status {
        /** On its way here, or there is no such correction. */
        ANNOUNCED,
        RUNNING,
        /** As {@code COMPLETE}, but for answers that graders rejected: these wait for somebody to act. */
        ALL_BUT_REJECTED,
        /** Every answer is graded under its key or a newer one, and every paper valued. */
        COMPLETE
    }

    /**
     * Newest versions of answers, each counted once.
     *
     * @param total how many the correction put behind when it came
     * @param behind how many still are, the rejected ones included
     * @param rejected those of them that graders rejected under its key or a newer one, listed at {@code grading/rejected}
     * @param regraded the others
     * @param changed answers, and blanks on papers that are over, that are worth something else now by this correction
     */
    record Answers(long total, long regraded, long behind, long rejected, long changed) {}

    static Campaign announced(UUID correctionId) {
        return new Campaign(
                correctionId, Status.ANNOUNCED, null, null, null, null, null, null, null, null, null, null, null);
    }

    static Campaign of(Noted noted, Standings.Standing standing) {
        long total = noted.answers();
        // What was answered since is behind for as long as its grade takes, and is none of those that the correction
        // put there.
        long behind = Math.min(total, standing.behind());
        return new Campaign(
                noted.correctionId(),
                status(noted, standing),
                noted.questionId(),
                noted.revision(),
                noted.keyVersion(),
                noted.effect(),
                noted.reason(),
                noted.correctedBy(),
                noted.correctedAt(),
                noted.seenAt(),
                noted.completedAt(),
                noted.supersededBy(),
                new Answers(total, total - behind, behind, Math.min(behind, standing.rejected()), standing.changed()));
    }

    private static Status status(Noted noted, Standings.Standing standing) {
        if (noted.isComplete()) {
            return Status.COMPLETE;
        }
        return standing.rejected() > 0 && standing.rejected() == standing.behind() && noted.valued()
                ? Status.ALL_BUT_REJECTED
                : Status.RUNNING;
    }
}
