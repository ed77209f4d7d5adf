package io.gradeflow.bench.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How analytics-service counts times to answer: in buckets, eight for each doubling from 250 ms to an hour, each with twelve decimal
 * digits of one number, bucket 56 before the point. Were it otherwise, the service would make other sums of the same answers, which
 * is looked at.
 */
final class Times {

    private static final int PER_DOUBLING = 8;
    private static final long SHORTEST = 250;
    private static final long LONGEST = 3_600_000;

    private Times() {}

    /** SQL: the number for one answer that took so many milliseconds. */
    static String sql(String millis) {
        return "('1e' || 12 * (width_bucket(" + millis + ", " + edges() + ") - 56))::numeric";
    }

    private static String edges() {
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
