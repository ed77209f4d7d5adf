package io.gradeflow.analytics.quality;

import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.items.OptionCurves;
import io.gradeflow.analytics.items.Proportion;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How often the options of an item are chosen by those who know little, and by those who know much.
 *
 * @param asOf as topic figures have it
 * @param lagMillis as topic figures have it
 * @param pending as topic figures have it
 * @param population of whom all figures are
 * @param groups attempts of about equal number by their rest score, the lowest first; none where fewer than 20 have one
 */
@Schema(example = """
        {"asOf": "2026-01-31T09:30:00Z", "lagMillis": 0, "pending": {"live": 0, "slow": 0}, "question": "6f1c2a7e-6a38-4f0e-9d5e-0b8f2a3f1c11", "revision": 1, "externalId": "mle-001", "population": {"attempts": 120,
         "provisional": 0, "unfit": 0, "described": "Each learner's first finished attempt in exam or imported mode."},
         "groups": [{"low": 0.1, "high": 0.4, "n": 25,
         "full": {"successes": 9, "trials": 25, "share": 0.36, "low": 0.2, "high": 0.55}, "options": [{"option": "A", "key": true,
         "chosen": {"successes": 9, "trials": 25, "share": 0.36, "low": 0.2, "high": 0.55}}]}]}""")
record CurvesView(
        @Nullable Instant asOf,
        @Nullable Long lagMillis,
        Freshness.@Nullable Pending pending,
        UUID question,
        int revision,
        @Nullable String externalId,
        PopulationView population,
        List<GroupView> groups) {

    /**
     * @param low the lowest rest score, as a share of its maximum
     * @param high the highest
     * @param n attempts
     * @param full those with full credit
     * @param options in the item's order; none where nothing is ticked
     */
    @Schema(name = "CurveGroup")
    record GroupView(double low, double high, long n, Proportion full, List<OptionShare> options) {

        static GroupView of(OptionCurves.Group group, List<String> options, Set<String> key) {
            return new GroupView(
                    group.low(),
                    group.high(),
                    group.n(),
                    group.full(),
                    IntStream.range(0, options.size())
                            .mapToObj(i -> new OptionShare(
                                    options.get(i),
                                    key.contains(options.get(i)),
                                    group.chosen().get(i)))
                            .toList());
        }
    }

    @Schema(name = "CurveOption")
    record OptionShare(String option, boolean key, Proportion chosen) {}
}
