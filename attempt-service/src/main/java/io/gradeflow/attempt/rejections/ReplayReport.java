package io.gradeflow.attempt.rejections;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a replay.
 *
 * @param sent how many were sent again
 * @param notSent those that were not, each with the reason
 * @param left how many of what was asked for this call did not come to; call again
 */
@Schema(example = """
        {"sent": 41, "notSent": [{"id": "5a3f6d1e-3f0c-3b57-9d0e-6a1f6c2b7d11", "why": "NOTHING_TO_SEND",
         "detail": "The record had no value, or one too large to be carried along. It can be dismissed."}], "left": 0}""")
record ReplayReport(int sent, List<NotSent> notSent, int left) {

    record NotSent(UUID id, Why why, String detail) {

        static NotSent of(UUID id, Why why) {
            return new NotSent(id, why, why.detail);
        }
    }

    enum Why {
        UNKNOWN("Nothing that was rejected has this id."),
        UNDER_WAY("It was sent again before, and nothing has come of that yet."),
        RESOLVED("Its grade is here, or that of a newer version of the answer."),
        DISMISSED("It was dismissed; a further rejection brings it back."),
        NOTHING_TO_SEND("The record had no value, or one too large to be carried along. It can be dismissed.");

        private final String detail;

        Why(String detail) {
            this.detail = detail;
        }
    }
}
