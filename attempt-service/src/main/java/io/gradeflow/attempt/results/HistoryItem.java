package io.gradeflow.attempt.results;

import io.gradeflow.attempt.life.AttemptStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt in a list.
 *
 * @param learnerName for those who lead cohorts, where a name is known
 * @param answered how many of its questions have an answer
 * @param score with all that follow null unless the attempt is over, counts, and what was right may be told of it
 * @param scaledScore null without a blueprint, with {@code passed}
 * @param provisional whether a grade is still to come
 */
record HistoryItem(
        UUID id,
        String learnerId,
        @Nullable String learnerName,
        String bank,
        String mode,
        @Nullable String blueprint,
        boolean preview,
        AttemptStatus status,
        Instant startedAt,
        @Nullable Instant deadline,
        @Nullable Instant finishedAt,
        int questions,
        int answered,
        @Nullable BigDecimal score,
        @Nullable BigDecimal maximum,
        @Nullable Integer scaledScore,
        @Nullable Boolean passed,
        @Nullable Boolean provisional) {}
