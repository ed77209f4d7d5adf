package io.gradeflow.analytics.topics;

import io.gradeflow.analytics.AnalyticsError;
import io.gradeflow.analytics.facts.TimeBuckets;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.LogEnds;
import io.gradeflow.analytics.topics.TopicAccuracy.CohortFigures;
import io.gradeflow.analytics.topics.TopicAccuracy.Point;
import io.gradeflow.analytics.topics.TopicAccuracy.TopicFigure;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Puts topic figures together: what was asked for, cohorts beside it, its trend, and how far all that reaches. */
@ApplicationScoped
class TopicFigures {

    private final Jdbi jdbi;
    private final Freshness freshness;

    TopicFigures(Jdbi jdbi, Freshness freshness) {
        this.jdbi = jdbi;
        this.freshness = freshness;
    }

    /** @throws ProblemException with 404 if the bank has no such topic, with 403 if the cohort is none of the learner's */
    TopicAccuracy of(UUID bank, View view, TopicFilter filter) {
        // The ends are asked for before the figures are read: where nothing waits, the figures hold all that stood
        // there.
        Optional<LogEnds> ends = freshness.ends();
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            requireTopic(handle, bank, filter.topic());
            TopicSums sums = new TopicSums(handle, bank, filter);
            List<TopicSums.Row> rows = sums.byTopic(view.whose());
            Freshness.Reach reach = freshness.reach(handle, ends);
            return new TopicAccuracy(
                    reach.asOf(),
                    reach.lagMillis(),
                    reach.pending(),
                    TimeBuckets.RELATIVE_ERROR,
                    rows.getFirst().figure(),
                    topics(rows, 0),
                    compare(sums, view),
                    trend(sums, view, filter.trend()));
        });
    }

    private static void requireTopic(Handle handle, UUID bank, @Nullable String path) {
        if (path != null
                && handle.createQuery("SELECT path FROM topic WHERE bank_id = :bank AND path = :path")
                        .bind("bank", bank)
                        .bind("path", path)
                        .mapTo(String.class)
                        .findFirst()
                        .isEmpty()) {
            throw new ProblemException(
                            AnalyticsError.TOPIC_UNKNOWN,
                            "The bank has no topic " + path + "; see the topics of the bank.")
                    .field("topic");
        }
    }

    private static List<CohortFigures> compare(TopicSums sums, View view) {
        if (!(view.whose() instanceof Whose.OfLearner learner)) {
            return List.of();
        }
        SortedSet<String> cohorts = new TreeSet<>(view.beside());
        cohorts.addAll(sums.cohortsOf(learner));
        List<String> within = view.within();
        if (within != null) {
            cohorts.retainAll(within);
        }
        String only = view.only();
        if (only != null) {
            if (view.fewest() > 1 && !cohorts.contains(only)) {
                throw Views.forbidden(
                        "cohort", "You belong to no cohort " + only + ", and never answered as one of it.");
            }
            cohorts.retainAll(List.of(only));
        }
        return cohorts.stream()
                .map(cohort -> figures(cohort, sums.byTopic(new Whose.InCohort(cohort)), view.fewest()))
                .toList();
    }

    private static CohortFigures figures(String cohort, List<TopicSums.Row> rows, long fewest) {
        Figure total = rows.getFirst().figure();
        return new CohortFigures(cohort, total.learners() < fewest ? null : total, topics(rows, fewest));
    }

    private static List<TopicFigure> topics(List<TopicSums.Row> rows, long fewest) {
        return rows.stream()
                .skip(1)
                .filter(row -> row.figure().learners() >= fewest)
                .map(TopicFigure::of)
                .toList();
    }

    private static @Nullable List<Point> trend(TopicSums sums, View view, TopicFilter.@Nullable Trend trend) {
        return trend == null
                ? null
                : sums.byPeriod(view.whose(), trend).stream()
                        .map(period -> Point.of(period, trend))
                        .toList();
    }
}
