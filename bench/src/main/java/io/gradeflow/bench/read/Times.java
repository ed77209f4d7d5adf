package io.gradeflow.bench.read;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The edges of the buckets in which analytics-service counts times to answer: eight for each doubling from 250 ms to an hour.
 * Were they others, the service would make other sums of the same answers, which is looked at.
 */
final class TimeBucketEdges {

    private static final int PER_DOUBLING = 8;
    private static final long SHORTEST = 250;
    private static final long LONGEST = 3_600_000;

    private TimeBucketEdges() {}

    /** SQL: an array of bigint. */
    static String sql() {
        List<Long> edges = new ArrayList<>();
        for (int step = 0; ; step++) {
            long edge = Math.round(SHORTEST * Math.pow(2, (double) step / PER_DOUBLING));
            if (edge >= LONGEST) {
                break;
            }
            edges.add(edge);
        }
        edges.add(LONGEST);
        return edges.stream().map(String::valueOf).collect(Collectors.joining(",", "'{", "}'::bigint[]"));
    }
}
