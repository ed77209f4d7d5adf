package io.gradeflow.analytics.topics;

import org.jspecify.annotations.Nullable;

/**
 * What is counted of some questions.
 *
 * @param questions that can be asked now
 * @param learners how many answered, at least: the most that answered any one of the questions
 * @param correct answers with full credit
 * @param accuracy {@code correct / answers}; null where there is no answer, as is all that follows
 * @param meanScore the sum of scores by the sum of what could be scored, partial credit included
 * @param medianMillis the median of the times that answers took; null also where none has a time
 */
record Figure(
        long questions,
        long learners,
        long answers,
        long correct,
        @Nullable Double accuracy,
        @Nullable WilsonInterval interval,
        @Nullable Double meanScore,
        @Nullable Long medianMillis) {

    static Figure of(
            long questions,
            long learners,
            long answers,
            long correct,
            @Nullable Double meanScore,
            @Nullable Long medianMillis) {
        return new Figure(
                questions,
                learners,
                answers,
                correct,
                answers == 0 ? null : (double) correct / answers,
                answers == 0 ? null : WilsonInterval.of95Percent(correct, answers),
                answers == 0 ? null : meanScore,
                answers == 0 ? null : medianMillis);
    }
}
