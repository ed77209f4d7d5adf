package io.gradeflow.analytics.quality;

import io.gradeflow.analytics.forms.FormAnalysis;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.Reaching;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the tests over a bank work.
 *
 * @param asOf as topic figures have it; of tests that reach differently far, the least
 * @param lagMillis as topic figures have it
 * @param pending as topic figures have it
 * @param tests a blueprint each, in the order of their names; last what was composed by none, as imported attempts
 */
record TestsView(
        @Nullable Instant asOf, @Nullable Long lagMillis, Freshness.@Nullable Pending pending, List<TestView> tests)
        implements Reaching {

    /**
     * @param blueprint its name; null for attempts that were composed by none
     * @param title null where the bank has no such blueprint now
     * @param passMark null where there is none
     * @param computedAt as items have it
     * @param figures of all its attempts
     * @param forms those that at least 20 attempts had in common, most frequent first, at most 20
     */
    record TestView(
            @Nullable String blueprint,
            @Nullable String title,
            @Nullable PassMarkView passMark,
            Instant computedAt,
            PopulationView population,
            FormAnalysis figures,
            List<FormView> forms) {}

    /** @param mark on the scale from {@code min}, which no right answer gives, to {@code max}, which full credit gives */
    record PassMarkView(int mark, int min, int max) {}

    /** @param form the same for the same items */
    record FormView(UUID form, List<ItemName> items, FormAnalysis figures) {}

    record ItemName(UUID question, int revision) {}
}
