package io.gradeflow.analytics.topics;

import io.gradeflow.analytics.AnalyticsError;
import io.gradeflow.analytics.facts.TimeBuckets;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.topics.TopicAccuracy.CohortFigures;
import io.gradeflow.analytics.topics.TopicAccuracy.Point;
import io.gradeflow.analytics.topics.TopicAccuracy.TopicFigure;
import io.gradeflow.platform.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Topic figures as they stand in one snapshot: what was asked for, cohorts beside it, its trend, and how far all that reaches.
 * What several views have in common is read once.
 */
public final class FiguresNow {

    private record Scope(UUID bank, TopicFilter filter) {}

    private final Handle handle;
    private final Freshness.Reach reach;
    private final Map<Scope, TopicSums> sums = new HashMap<>();

    /** @param reach as it is in the snapshot of the handle's transaction */
    public FiguresNow(Handle handle, Freshness.Reach reach) {
        this.handle = handle;
        this.reach = reach;
    }

    /**
     * @throws ProblemException with 404 if the bank has no such topic, with 403 if the cohort is none of the learner's, with 409 if
     *     figures are asked for own answers during an exam
     */
    public TopicAccuracy of(UUID bank, View view, TopicFilter filter) {
        requireNoExam(bank, view);
        requireTopic(bank, filter.topic());
        TopicSums read = sums(bank, filter);
        List<TopicSums.Row> rows = read.byTopic(view.whose());
        return accuracy(
                rows.getFirst().figure(), topics(rows, 0), compare(read, view), trend(read, view, filter.trend()));
    }

    /** The same where nothing of the learner's own has changed since: only the cohorts beside are read. */
    public TopicAccuracy beside(UUID bank, View view, TopicFilter filter, TopicAccuracy before) {
        requireNoExam(bank, view);
        TopicSums read = sums(bank, filter);
        return accuracy(
                before.total(),
                before.topics(),
                before.compare().stream()
                        .map(cohort -> figures(cohort.cohort(), read, view.fewest()))
                        .toList(),
                before.trend());
    }

    private void requireNoExam(UUID bank, View view) {
        if (view.isOwn() && view.whose() instanceof Whose.OfLearner learner) {
            OpenExams.requireNone(handle, bank, learner.learnerId());
        }
    }

    private TopicSums sums(UUID bank, TopicFilter filter) {
        return sums.computeIfAbsent(
                new Scope(bank, filter), scope -> new TopicSums(handle, scope.bank(), scope.filter()));
    }

    private TopicAccuracy accuracy(
            Figure total, List<TopicFigure> topics, List<CohortFigures> compare, @Nullable List<Point> trend) {
        return new TopicAccuracy(
                reach.asOf(),
                reach.lagMillis(),
                reach.pending(),
                TimeBuckets.RELATIVE_ERROR,
                total,
                topics,
                compare,
                trend);
    }

    private void requireTopic(UUID bank, @Nullable String path) {
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
            if (view.isOwn() && !cohorts.contains(only)) {
                throw Views.forbidden(
                        "cohort", "You belong to no cohort " + only + ", and never answered as one of it.");
            }
            cohorts.retainAll(List.of(only));
        }
        return cohorts.stream()
                .map(cohort -> figures(cohort, sums, view.fewest()))
                .toList();
    }

    private static CohortFigures figures(String cohort, TopicSums sums, long fewest) {
        Whose.InCohort in = new Whose.InCohort(cohort);
        List<TopicSums.Row> rows = fewest > 1 ? sums.byTopic(in, fewest) : sums.byTopic(in);
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
