package io.gradeflow.analytics.items;

/**
 * The discrimination index: the mean score of the upper 27 % less that of the lower 27 %. T. L. Kelley, "The selection of upper
 * and lower groups for the validation of test items", Journal of Educational Psychology 30 (1939), 17-24.
 *
 * <p>Ties: each group weighs exactly 27 % of the attempts. Attempts beyond the score at the border weigh 1, those on it share
 * what is left equally. So the index depends neither on an order of equals nor on rounding 27 % of n.
 */
public final class ExtremeGroups {

    public static final double SHARE = 0.27;

    /** Fewer attempts have no index: the groups would hold less than three. */
    public static final int LEAST = 10;

    private ExtremeGroups() {}

    /**
     * @param scores from 0 to 1
     * @param rests the rest score of each, in the same order
     * @param sortedRests the same, ascending
     */
    static double difference(double[] scores, double[] rests, double[] sortedRests) {
        int n = rests.length;
        double size = SHARE * n;
        int reach = (int) Math.ceil(size);
        double lower = mean(scores, rests, sortedRests[reach - 1], -1, size);
        double upper = mean(scores, rests, sortedRests[n - reach], 1, size);
        return upper - lower;
    }

    private static double mean(double[] scores, double[] rests, double border, int side, double size) {
        double beyond = 0;
        double on = 0;
        int beyondCount = 0;
        int onCount = 0;
        for (int i = 0; i < rests.length; i++) {
            if (rests[i] == border) {
                on += scores[i];
                onCount++;
            } else if (side * (rests[i] - border) > 0) {
                beyond += scores[i];
                beyondCount++;
            }
        }
        return (beyond + on / onCount * (size - beyondCount)) / size;
    }
}
