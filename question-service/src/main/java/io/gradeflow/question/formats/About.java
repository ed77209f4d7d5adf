package io.gradeflow.question.formats;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What questions of every kind have.
 *
 * @param topics paths that the question itself names
 * @param maximum full credit
 */
public record About(
        @Nullable String externalId,
        String stem,
        List<String> topics,
        @Nullable String explanation,
        BigDecimal maximum) {

    private static final BigDecimal MOST = BigDecimal.valueOf(1000);
    private static final int MOST_DECIMALS = 6;

    public About {
        topics = List.copyOf(topics);
    }

    /** For one point. */
    public About(@Nullable String externalId, String stem, List<String> topics, @Nullable String explanation) {
        this(externalId, stem, topics, explanation, BigDecimal.ONE);
    }

    /** Whether full credit can be so much. */
    public static boolean isMaximum(BigDecimal maximum) {
        return maximum.signum() > 0 && maximum.compareTo(MOST) <= 0 && maximum.scale() <= MOST_DECIMALS;
    }
}
