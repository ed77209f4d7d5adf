package io.gradeflow.attempt.answering;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a question stands in the client now.
 *
 * @param choices the ids of the choices ticked; none clears the answer
 * @param flagged whether the learner wants to come back to it; null leaves that as it is
 * @param elapsedMillis time on the question so far, in all visits, as the client measured it
 * @param seq grows with each change in the client; a lower one than was seen before comes too late and changes nothing
 */
@Schema(example = """
        {"choices": ["B"], "flagged": false, "elapsedMillis": 41200, "seq": 7}""")
record AnswerRequest(
        @Nullable List<String> choices,
        @Nullable Boolean flagged,
        @Nullable Long elapsedMillis,
        @Nullable Long seq) {

    private static final long LONGEST = Duration.ofDays(30).toMillis();

    /** @throws ProblemException with 400 if a number is outside its range */
    void validate() {
        if (elapsedMillis != null && (elapsedMillis < 0 || elapsedMillis > LONGEST)) {
            throw invalid("elapsedMillis", "elapsedMillis must be from 0 to " + LONGEST + ".");
        }
        if (seq != null && seq < 0) {
            throw invalid("seq", "seq must be 0 or more, and grow with each change.");
        }
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}
