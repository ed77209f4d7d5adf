package io.gradeflow.analytics.topics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well each topic of a bank is answered. Answers of an exam are counted once it is over, those of a voided attempt never.
 *
 * @param asOf the time up to which everything is counted; now where nothing waits; null where something waits of which
 *     nothing was ever counted
 * @param pending answers, and endings of attempts, on their way to these figures, in the whole system; an answer that waits for
 *     its exam to end is not on its way; null while the broker can't be asked
 * @param total the whole bank, each answer once, also those to questions without a topic
 * @param topics in the order of their paths, each with everything below it, each answer once
 */
record TopicAccuracy(@Nullable Instant asOf, @Nullable Long pending, Figure total, List<TopicFigure> topics) {

    /**
     * @param questions that can be asked now
     * @param learners who answered at least one of the questions
     * @param correct answers with full credit
     * @param accuracy {@code correct / answers}; null where there is no answer, as is the interval
     */
    record Figure(
            long questions,
            long learners,
            long answers,
            long correct,
            @Nullable Double accuracy,
            @Nullable WilsonInterval interval) {

        static Figure of(long questions, long learners, long answers, long correct) {
            return new Figure(
                    questions,
                    learners,
                    answers,
                    correct,
                    answers == 0 ? null : (double) correct / answers,
                    answers == 0 ? null : WilsonInterval.of95Percent(correct, answers));
        }
    }

    /** @param topic the path */
    record TopicFigure(
            String topic,
            String title,
            long questions,
            long learners,
            long answers,
            long correct,
            @Nullable Double accuracy,
            @Nullable WilsonInterval interval) {

        static TopicFigure of(String topic, String title, Figure figure) {
            return new TopicFigure(
                    topic,
                    title,
                    figure.questions(),
                    figure.learners(),
                    figure.answers(),
                    figure.correct(),
                    figure.accuracy(),
                    figure.interval());
        }
    }
}
