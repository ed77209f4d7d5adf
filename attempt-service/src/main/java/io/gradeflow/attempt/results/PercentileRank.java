package io.gradeflow.attempt.results;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Where a score stands among all on the same blueprint of the same bank.
 *
 * <p>{@code 100 * (below + equal / 2) / n}: Crocker and Algina, Introduction to Classical and Modern Test Theory (1986), chapter
 * 19. The attempt itself is one of those that are equal, unless it doesn't count.
 *
 * @param rank from 0 to 100, to one decimal; null where {@code n} is too small to say
 * @param n how many attempts are compared: finished or expired, no previews, all their grades here
 */
record PercentileRank(@Nullable BigDecimal rank, long n) {

    /** Fewer say next to nothing, and would let one learner tell another's score. */
    static final int FEWEST = 5;

    private static final BigDecimal HALVES_OF_A_HUNDRED = BigDecimal.valueOf(50);

    static PercentileRank of(long below, long equal, long n) {
        if (n < FEWEST) {
            return new PercentileRank(null, n);
        }
        BigDecimal rank = HALVES_OF_A_HUNDRED
                .multiply(BigDecimal.valueOf(2 * below + equal))
                .divide(BigDecimal.valueOf(n), 1, RoundingMode.HALF_EVEN);
        return new PercentileRank(rank, n);
    }

    /** Compares shares of the maximum, exactly, because papers of one blueprint may be worth different sums. */
    static PercentileRank of(Handle handle, UUID bankId, String blueprint, Score score) {
        return handle.createQuery("""
                        SELECT count(*) AS n,
                            count(*) FILTER (WHERE score * :maximum < :score * maximum) AS below,
                            count(*) FILTER (WHERE score * :maximum = :score * maximum) AS equal
                        FROM attempt JOIN attempt_progress USING (attempt_id)
                        WHERE bank_id = :bank AND blueprint = :blueprint AND status IN ('FINISHED', 'EXPIRED') AND NOT preview
                            AND ungraded = 0 AND maximum > 0
                        """)
                .bind("bank", bankId)
                .bind("blueprint", blueprint)
                .bind("score", score.score())
                .bind("maximum", score.maximum())
                .map((row, context) -> of(row.getLong("below"), row.getLong("equal"), row.getLong("n")))
                .one();
    }
}
