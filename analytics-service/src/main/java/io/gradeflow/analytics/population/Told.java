package io.gradeflow.analytics.population;

import io.gradeflow.analytics.freshness.Freshness;
import java.time.Instant;

/**
 * Figures, and how far they reach.
 *
 * @param computedAt when they were computed, from all that was counted up to {@code reach}
 */
public record Told<F>(F figures, Freshness.Reach reach, Instant computedAt) {}
