package io.gradeflow.attempt.regrading;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a correction would change, by the grades that are here now. Previews and voided attempts are left out.
 *
 * @param answers graded answers to the question
 * @param pending answers whose grade is still to come
 * @param blanks papers of attempts that are over on which it was left blank
 * @param changed graded answers and blanks that would be worth something else
 * @param attempts what would become of attempts that are over
 * @param learners whose attempts' scores would change, as far as the caller leads them, up to {@code 1000}
 * @param truncated whether there are more of these
 */
record Preview(
        long answers,
        long pending,
        long blanks,
        long changed,
        Attempts attempts,
        List<Learner> learners,
        boolean truncated) {

    /**
     * @param changed those whose score or maximum would change
     * @param higher those of them whose share of the maximum would be higher, {@code lower} where lower
     * @param wouldPass those that have failed and would have passed; only where there is a pass mark, as {@code wouldFail}
     */
    record Attempts(long changed, long higher, long lower, long wouldPass, long wouldFail) {}

    /** An attempt's score as it is and as it would be. */
    record Learner(String learnerId, @Nullable String name, UUID attemptId, Outcome now, Outcome then) {}

    /** @param scaledScore null without a scale, as {@code passed} */
    record Outcome(
            BigDecimal score,
            BigDecimal maximum,
            @Nullable Integer scaledScore,
            @Nullable Boolean passed) {}
}
