package io.gradeflow.bench.grow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.bench.bank.GeneratedBank;

/** Answers that were given elsewhere, all right: each learner has answered the whole bank. */
final class History {

    /** In a stream. */
    static final int LINES = 10_000;

    private History() {}

    /** @param first the number of the first answer, which says who answered what */
    static String lines(String bank, int bankSize, int first, int count) {
        StringBuilder lines = new StringBuilder();
        for (int number = first; number < first + count; number++) {
            int question = 1 + number % bankSize;
            ObjectNode line = JsonNodeFactory.instance
                    .objectNode()
                    .put("externalId", "r-" + number)
                    .put("learner", "learner " + number / bankSize)
                    .put("bank", bank)
                    .put("question", GeneratedBank.externalId(question));
            line.putArray("choices").add(GeneratedBank.choice(question, 0));
            lines.append(line).append('\n');
        }
        return lines.toString();
    }
}
