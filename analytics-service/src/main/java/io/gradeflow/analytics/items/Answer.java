package io.gradeflow.analytics.items;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt made of one item of its form.
 *
 * @param item the id of a known item
 * @param score from 0 to {@code maximum}, with at most 6 decimals
 * @param maximum full credit; 0 where the item was withdrawn: then it is left out of all figures
 * @param chosen ids of the options chosen; empty for a blank, and where the item has no options
 * @param timeBucket in which {@link io.gradeflow.analytics.facts.TimeBuckets} the time to answer lies; null where none is known
 * @param counts whether it counts for the attempt's score; false where the item is only tried out
 */
public record Answer(
        String item,
        BigDecimal score,
        BigDecimal maximum,
        Set<String> chosen,
        @Nullable Integer timeBucket,
        boolean counts) {

    /** @throws IllegalArgumentException if the score is outside 0 to {@code maximum} */
    public Answer {
        chosen = Set.copyOf(chosen);
        if (score.signum() < 0 || score.compareTo(maximum) > 0) {
            throw new IllegalArgumentException("score " + score + " of item " + item + " is outside 0 to " + maximum);
        }
    }

    /** @param bucket in which {@link io.gradeflow.analytics.facts.TimeBuckets} it was given; null where that isn't known */
    public Answer within(@Nullable Integer bucket) {
        return new Answer(item, score, maximum, chosen, bucket, counts);
    }
}
