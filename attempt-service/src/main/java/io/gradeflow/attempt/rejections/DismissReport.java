package io.gradeflow.attempt.rejections;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a dismissal.
 *
 * @param dismissed how many have left the list by it
 * @param notDismissed those that have not, each with the reason
 */
@Schema(example = """
        {"dismissed": 3, "notDismissed": [{"id": "5a3f6d1e-3f0c-3b57-9d0e-6a1f6c2b7d11", "why": "ANSWER_OF_AN_ATTEMPT",
         "detail": "Its attempt waits for its grade: see that its key is right, and send it again."}]}""")
record DismissReport(int dismissed, List<NotDismissed> notDismissed) {

    record NotDismissed(UUID id, Kept why, String detail) {

        static NotDismissed of(UUID id, Kept why) {
            return new NotDismissed(id, why, why.detail);
        }
    }

    enum Kept {
        UNKNOWN("Nothing that was rejected has this id."),
        RESOLVED("Its grade is here, or that of a newer version of the answer."),
        DISMISSED("It was dismissed before."),
        ANSWER_OF_AN_ATTEMPT("Its attempt waits for its grade: see that its key is right, and send it again.");

        private final String detail;

        Kept(String detail) {
            this.detail = detail;
        }
    }
}
