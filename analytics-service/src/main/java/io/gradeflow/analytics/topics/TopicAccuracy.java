package io.gradeflow.analytics.topics;

import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.Reaching;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well each topic of a bank is answered. Answers of an exam are counted once it is over, those of a voided attempt never.
 *
 * @param asOf the time up to which everything is counted; now where nothing waits; null where something waits of which
 *     nothing was ever counted
 * @param lagMillis how long ago that was
 * @param pending answers, and endings of attempts, on their way to these figures, in the whole system; an answer that waits for
 *     its exam to end is not on its way; null while the broker can't be asked
 * @param timeResolution how far a median time may be off, as a share of itself; what is below 250 ms or above an hour is told as
 *     that
 * @param total everything asked for, each answer once: the topic, or the whole bank, also its questions without a topic
 * @param topics in the order of their paths, each with everything below it, each answer once
 * @param compare the same of cohorts, beside a learner's figures; those that too few have answered are left out
 * @param trend of the total, the periods in which something was answered; null unless it is asked for
 */
public record TopicAccuracy(
        @Nullable Instant asOf,
        @Nullable Long lagMillis,
        Freshness.@Nullable Pending pending,
        double timeResolution,
        Figure total,
        List<TopicFigure> topics,
        List<CohortFigures> compare,
        @Nullable List<Point> trend)
        implements Reaching {

    /** The same, as far as they reach now. */
    public TopicAccuracy reaching(Freshness.Reach reach) {
        return new TopicAccuracy(
                reach.asOf(), reach.lagMillis(), reach.pending(), timeResolution, total, topics, compare, trend);
    }

    /** @param total null where too few have answered */
    record CohortFigures(String cohort, @Nullable Figure total, List<TopicFigure> topics) {}

    /**
     * @param topic the path
     * @param learners how many answered, at least: the most that answered any one of the questions
     */
    record TopicFigure(
            String topic,
            String title,
            long questions,
            long learners,
            long answers,
            long correct,
            @Nullable Double accuracy,
            @Nullable WilsonInterval interval,
            @Nullable Double meanScore,
            @Nullable Long medianMillis) {

        static TopicFigure of(TopicSums.Row row) {
            Figure figure = row.figure();
            return new TopicFigure(
                    String.valueOf(row.path()),
                    String.valueOf(row.title()),
                    figure.questions(),
                    figure.learners(),
                    figure.answers(),
                    figure.correct(),
                    figure.accuracy(),
                    figure.interval(),
                    figure.meanScore(),
                    figure.medianMillis());
        }
    }

    /**
     * One period.
     *
     * @param from its first day, in UTC; of a week the Monday
     * @param to its last day
     * @param learners how many answered, at least
     */
    record Point(
            LocalDate from,
            LocalDate to,
            long learners,
            long answers,
            long correct,
            @Nullable Double accuracy,
            @Nullable WilsonInterval interval,
            @Nullable Double meanScore,
            @Nullable Long medianMillis) {

        static Point of(TopicSums.Period period, TopicFilter.Trend trend) {
            Figure figure = period.figure();
            return new Point(
                    period.start(),
                    trend.last(period.start()),
                    figure.learners(),
                    figure.answers(),
                    figure.correct(),
                    figure.accuracy(),
                    figure.interval(),
                    figure.meanScore(),
                    figure.medianMillis());
        }
    }
}
