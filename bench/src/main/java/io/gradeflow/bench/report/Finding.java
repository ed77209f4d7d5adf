package io.gradeflow.bench.report;

import java.util.List;

/**
 * What a benchmark found.
 *
 * @param bars none where the figures mean nothing, as in a quick run
 * @param failures calls that failed and answers that were not what they had to be, in words; none if all is well
 * @param remarks what a reader has to know of the figures
 */
public record Finding(
        String benchmark,
        String measures,
        List<Section> sections,
        List<Bar> bars,
        List<String> failures,
        List<String> remarks) {

    /** A table of its own. */
    public record Section(String title, List<Row> rows) {}

    /** Whether nothing failed; says nothing of how quick it was. */
    public boolean isSound() {
        return failures.isEmpty();
    }
}
