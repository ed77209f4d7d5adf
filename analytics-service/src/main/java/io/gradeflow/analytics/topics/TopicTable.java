package io.gradeflow.analytics.topics;

import io.gradeflow.platform.http.CsvTable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Topic figures as tables. */
final class TopicTable {

    private static final String[] FIGURE = {
        "learners", "answers", "correct", "accuracy", "low", "high", "meanScore", "medianMillis"
    };

    private TopicTable() {}

    /** A row a topic, that of everything together first, without a topic; after them those of the cohorts beside. */
    static CsvTable ofTopics(TopicAccuracy figures) {
        CsvTable table = new CsvTable(headings("cohort", "topic", "title", "questions"));
        add(table, null, figures.total(), figures.topics());
        figures.compare().forEach(cohort -> add(table, cohort.cohort(), cohort.total(), cohort.topics()));
        return table;
    }

    private static void add(
            CsvTable table, @Nullable String cohort, @Nullable Figure total, List<TopicAccuracy.TopicFigure> topics) {
        if (total != null) {
            table.row(
                    cohort,
                    null,
                    null,
                    total.questions(),
                    total.learners(),
                    total.answers(),
                    total.correct(),
                    total.accuracy(),
                    low(total.interval()),
                    high(total.interval()),
                    total.meanScore(),
                    total.medianMillis());
        }
        topics.forEach(topic -> table.row(
                cohort,
                topic.topic(),
                topic.title(),
                topic.questions(),
                topic.learners(),
                topic.answers(),
                topic.correct(),
                topic.accuracy(),
                low(topic.interval()),
                high(topic.interval()),
                topic.meanScore(),
                topic.medianMillis()));
    }

    /** A row a period. */
    static CsvTable ofTrend(List<TopicAccuracy.Point> trend) {
        CsvTable table = new CsvTable(headings("from", "to"));
        trend.forEach(point -> table.row(
                point.from(),
                point.to(),
                point.learners(),
                point.answers(),
                point.correct(),
                point.accuracy(),
                low(point.interval()),
                high(point.interval()),
                point.meanScore(),
                point.medianMillis()));
        return table;
    }

    private static String[] headings(String... first) {
        return Stream.concat(Stream.of(first), Stream.of(FIGURE)).toArray(String[]::new);
    }

    private static @Nullable Double low(@Nullable WilsonInterval interval) {
        return interval == null ? null : interval.low();
    }

    private static @Nullable Double high(@Nullable WilsonInterval interval) {
        return interval == null ? null : interval.high();
    }
}
