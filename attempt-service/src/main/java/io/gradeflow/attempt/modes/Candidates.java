package io.gradeflow.attempt.modes;

import io.gradeflow.attempt.catalog.BankContents;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The questions that a wish's topics leave. */
final class Candidates {

    private Candidates() {}

    /**
     * In the order of question ids, each once.
     *
     * @throws ProblemException with 400 if the bank lacks one of the topics
     */
    static List<BankContents.Entry> of(Wish wish) {
        if (wish.topics().isEmpty()) {
            return wish.bank().contents().entries();
        }
        Set<BankContents.Entry> wanted = new LinkedHashSet<>();
        for (String topic : wish.topics()) {
            wanted.addAll(wish.bank().contents().below(topic).orElseThrow(() -> unknown(wish, topic)));
        }
        return wish.bank().contents().entries().stream()
                .filter(wanted::contains)
                .toList();
    }

    private static ProblemException unknown(Wish wish, String topic) {
        String slug = wish.bank().slug();
        return new ProblemException(
                        PlatformError.INVALID_FIELD,
                        "The bank " + slug + " has no topic " + topic + "; see GET /api/v1/banks/" + slug + "/topics.")
                .field("topics");
    }
}
