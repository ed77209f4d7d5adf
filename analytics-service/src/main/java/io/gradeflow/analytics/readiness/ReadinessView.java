package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.ability.Ability;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.Reaching;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How able a learner is, and how likely to pass now.
 *
 * @param asOf as topic figures have it, of the answers; difficulties may be older
 * @param lagMillis as topic figures have it
 * @param pending as topic figures have it
 * @param difficulties what all of this rests on
 * @param ability of all first answers; null without difficulties
 * @param topics those with an answer below them, in the order of their paths; empty without difficulties
 * @param exams a blueprint each, in the order of their names
 */
record ReadinessView(
        @Nullable Instant asOf,
        @Nullable Long lagMillis,
        Freshness.@Nullable Pending pending,
        String learner,
        DifficultiesView difficulties,
        @Nullable AbilityView ability,
        List<TopicAbility> topics,
        List<ExamReadiness> exams)
        implements Reaching {

    /**
     * @param computedAt null while nothing was estimated yet, as are the others
     * @param n attempts that they were estimated from
     * @param items that have a difficulty
     * @param slope of all items
     * @param withheld why there are none; null where there are
     */
    record DifficultiesView(
            @Nullable Instant computedAt,
            @Nullable Long n,
            @Nullable Integer items,
            @Nullable Double slope,
            @Nullable String withheld) {}

    /**
     * In standard deviations of ability among those that the items were calibrated on, 0 their mean.
     *
     * @param n answers that it rests on: those to items with a difficulty
     */
    record AbilityView(double estimate, double standardError, int n) {

        static AbilityView of(Ability ability) {
            return new AbilityView(ability.estimate(), ability.standardError(), ability.n());
        }
    }

    record TopicAbility(String topic, String title, AbilityView ability) {}

    /**
     * @param chance of passing now, from 0 to 1; null where it is withheld, as are {@code low} and {@code high}
     * @param low of the 95 % interval
     * @param n answers that it rests on
     * @param calibrated the share of the questions that may be asked that has a difficulty
     * @param withheld why no chance is told; null where one is
     */
    record ExamReadiness(
            @Schema(example = "exam") String blueprint,
            String title,
            int passMark,
            @Nullable Double chance,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Integer n,
            @Nullable Double calibrated,
            @Nullable String withheld) {}
}
