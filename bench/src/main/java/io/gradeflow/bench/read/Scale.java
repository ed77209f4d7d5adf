package io.gradeflow.bench.read;

import java.util.Locale;

/**
 * How many answers are counted, and of how many learners.
 *
 * @param facts about so many in all banks
 */
record Scale(int facts, int learners) {

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d", facts);
    }
}
