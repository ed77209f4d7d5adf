package io.gradeflow.analytics.quality;

import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.Reaching;
import io.gradeflow.analytics.items.Drift;
import io.gradeflow.analytics.items.ItemAnalysis;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the items of a bank work.
 *
 * @param asOf as topic figures have it
 * @param lagMillis as topic figures have it
 * @param pending as topic figures have it
 * @param computedAt when these were computed; they are computed anew when something was counted since, but of very many attempts
 *     not at every look
 * @param timeResolution how far a median time may be off, as a share of itself
 * @param population of whom all figures are
 * @param items those that were asked of the population, in the order of questions and revisions
 */
record ItemsView(
        @Nullable Instant asOf,
        @Nullable Long lagMillis,
        Freshness.@Nullable Pending pending,
        Instant computedAt,
        double timeResolution,
        PopulationView population,
        List<ItemView> items)
        implements Reaching {

    /**
     * A revision of a question.
     *
     * @param drift facility of this revision less that of the one before; null where one of both has no attempt
     * @param correction where a key that is wrong is put right, and {@code preview} what that would change; null without a flag
     */
    record ItemView(
            UUID question,
            int revision,
            @Nullable String externalId,
            ItemAnalysis figures,
            @Nullable Drift drift,
            @Nullable String correction,
            @Nullable String preview) {}
}
