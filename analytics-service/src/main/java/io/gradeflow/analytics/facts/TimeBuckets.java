package io.gradeflow.analytics.facts;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The buckets in which times to answer are counted: eight for each doubling, from 250 ms to an hour. Buckets of several
 * histograms can be added, and what was counted can be taken back. A bucket is told by its middle, so a median is off by
 * {@value #RELATIVE_ERROR} of itself at most. Bucket 0 holds all that is shorter than 250 ms, the last all from an hour on; a
 * median there is told as that border.
 */
public final class TimeBuckets {

    /** How far a median may be off: half a bucket, which is {@code 2^(1/16) - 1}, and a little for edges in whole milliseconds. */
    public static final double RELATIVE_ERROR = 0.05;

    private static final int PER_DOUBLING = 8;
    private static final long SHORTEST = 250;
    private static final long LONGEST = 3_600_000;

    /** The lower edges of the buckets 1, 2, …, in milliseconds. */
    private static final long[] EDGES = edges();

    /** SQL: the bucket of the number of milliseconds for which {@code %s} stands; null where that is. */
    private static final String BUCKET = "width_bucket(%s, '{%s}'::bigint[])::smallint";

    private TimeBuckets() {}

    /** SQL that gives the bucket of a number of milliseconds; null of null. */
    public static String sql(String millis) {
        return BUCKET.formatted(
                millis, Arrays.stream(EDGES).mapToObj(Long::toString).collect(Collectors.joining(",")));
    }

    /** The bucket of a number of milliseconds, as {@link #sql} gives it. */
    public static int of(long millis) {
        int found = Arrays.binarySearch(EDGES, millis);
        return found < 0 ? -found - 1 : found + 1;
    }

    /**
     * The lower median of a histogram: the time at which half of the answers were given.
     *
     * @param answers by bucket, none of them negative, one of them positive
     * @return milliseconds
     */
    public static long median(SortedMap<Integer, Long> answers) {
        long half = (answers.values().stream().mapToLong(Long::longValue).sum() + 1) / 2;
        long seen = 0;
        for (var bucket : answers.entrySet()) {
            seen += bucket.getValue();
            if (seen >= half && half > 0) {
                return middle(bucket.getKey());
            }
        }
        throw new IllegalArgumentException("no times: " + answers);
    }

    /** The geometric middle of a bucket, from which both of its edges are the same share away. */
    static long middle(int bucket) {
        if (bucket == 0) {
            return SHORTEST;
        }
        return bucket == EDGES.length ? LONGEST : Math.round(Math.sqrt((double) EDGES[bucket - 1] * EDGES[bucket]));
    }

    private static long[] edges() {
        int doublings = PER_DOUBLING * (int) Math.ceil(Math.log((double) LONGEST / SHORTEST) / Math.log(2));
        return IntStream.concat(
                        IntStream.range(0, doublings)
                                .map(step -> (int) Math.round(SHORTEST * Math.pow(2, (double) step / PER_DOUBLING)))
                                .takeWhile(edge -> edge < LONGEST),
                        IntStream.of((int) LONGEST))
                .asLongStream()
                .toArray();
    }
}
