package io.gradeflow.analytics.topics;

import io.gradeflow.analytics.topics.TopicAccuracy.CohortFigures;
import io.gradeflow.analytics.topics.TopicAccuracy.TopicFigure;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What of topic figures is news to somebody who was told of them before. */
public final class TopicChanges {

    private TopicChanges() {}

    /** Whether both are of the same topics, of the same cohorts too, so that what changed can be told alone. */
    public static boolean fit(TopicAccuracy told, TopicAccuracy now) {
        return paths(told.topics()).equals(paths(now.topics()))
                && shapes(told.compare()).equals(shapes(now.compare()));
    }

    /**
     * The figures of two readings that fit, without the topics and the cohorts that are what they were, and without the trend where
     * that is.
     */
    public static TopicAccuracy between(TopicAccuracy told, TopicAccuracy now) {
        return new TopicAccuracy(
                now.asOf(),
                now.lagMillis(),
                now.pending(),
                now.timeResolution(),
                now.total(),
                without(told.topics(), now.topics()),
                compare(told.compare(), now.compare()),
                Objects.equals(told.trend(), now.trend()) ? null : now.trend());
    }

    /** Whether changes tell more than how far the figures reach. */
    public static boolean isAny(TopicAccuracy told, TopicAccuracy changes) {
        return !changes.total().equals(told.total())
                || !changes.topics().isEmpty()
                || !changes.compare().isEmpty()
                || changes.trend() != null;
    }

    private static List<CohortFigures> compare(List<CohortFigures> told, List<CohortFigures> now) {
        return now.stream()
                .filter(cohort -> !told.contains(cohort))
                .map(cohort -> new CohortFigures(
                        cohort.cohort(),
                        cohort.total(),
                        without(of(cohort.cohort(), told).topics(), cohort.topics())))
                .toList();
    }

    private static CohortFigures of(String name, List<CohortFigures> told) {
        return told.stream()
                .filter(cohort -> cohort.cohort().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<TopicFigure> without(List<TopicFigure> told, List<TopicFigure> now) {
        Set<TopicFigure> known = new HashSet<>(told);
        return now.stream().filter(topic -> !known.contains(topic)).toList();
    }

    private static List<String> paths(List<TopicFigure> topics) {
        return topics.stream().map(TopicFigure::topic).toList();
    }

    /** Of each cohort its name, whether it has a total, and its topics. */
    private static List<List<Object>> shapes(List<CohortFigures> cohorts) {
        return cohorts.stream()
                .map(cohort -> List.<Object>of(cohort.cohort(), cohort.total() != null, paths(cohort.topics())))
                .toList();
    }
}
