package io.gradeflow.analytics.topics;

import io.gradeflow.analytics.items.Proportion;

/**
 * The score interval for a proportion, as {@link Proportion} has it.
 *
 * @param low from 0 to {@code high}
 * @param high up to 1
 * @param level the confidence level
 */
public record WilsonInterval(double low, double high, double level) {

    /**
     * @param successes from 0 to {@code trials}
     * @param trials at least 1
     */
    public static WilsonInterval of95Percent(long successes, long trials) {
        Proportion proportion = Proportion.of(successes, trials);
        return new WilsonInterval(proportion.low(), proportion.high(), Proportion.LEVEL);
    }
}
