package io.gradeflow.analytics.freshness;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Figures that say how far they reach, as {@link Freshness.Reach} has it. */
public interface Reaching {

    @Nullable
    Instant asOf();

    @Nullable
    Long lagMillis();

    Freshness.@Nullable Pending pending();
}
