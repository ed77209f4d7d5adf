package io.gradeflow.attempt.rejections;

import io.gradeflow.events.AnswerRejected.Reason;
import io.gradeflow.platform.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent again: these, or all of a reason, or all.
 *
 * @param ids as the list has them, at most {@value #MOST}
 */
@Schema(example = """
        {"reason": "KEY_UNKNOWN"}""")
record ReplayRequest(
        @Nullable List<@Nullable UUID> ids,
        @Nullable String reason,
        @Nullable Boolean all) {

    static final int MOST = 1000;

    /** Null where the reason doesn't matter. */
    @Nullable
    Reason wantedReason() {
        return reason == null ? null : RejectedFilter.reason(reason);
    }

    /** Null where no single ones are asked for. */
    @Nullable
    List<UUID> wantedIds() {
        return ids == null
                ? null
                : ids.stream().filter(Objects::nonNull).distinct().toList();
    }

    /** @throws ProblemException with 400 unless it says exactly one of the three */
    ReplayRequest validated() {
        boolean every = Boolean.TRUE.equals(all);
        int said = (ids == null ? 0 : 1) + (reason == null ? 0 : 1) + (every ? 1 : 0);
        if (said != 1) {
            throw RejectedFilter.invalid(
                    "ids", "Send one of {\"ids\": [\"ID\"]}, {\"reason\": \"KEY_UNKNOWN\"} and {\"all\": true}.");
        }
        if (ids != null && (ids.isEmpty() || ids.size() > MOST || ids.contains(null))) {
            throw RejectedFilter.invalid("ids", "Name 1 to " + MOST + " ids of the list.");
        }
        wantedReason();
        return this;
    }
}
