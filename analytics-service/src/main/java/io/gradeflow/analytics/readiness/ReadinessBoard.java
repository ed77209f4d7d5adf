package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.ability.Ability;
import io.gradeflow.analytics.ability.AbilityScale;
import io.gradeflow.analytics.ability.AbilityScale.Outcome;
import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.Readiness;
import io.gradeflow.analytics.catalog.Blueprints;
import io.gradeflow.analytics.catalog.ExamBlueprint;
import io.gradeflow.analytics.facts.Snapshot;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.LogEnds;
import io.gradeflow.analytics.readiness.ReadinessView.AbilityView;
import io.gradeflow.analytics.readiness.ReadinessView.DifficultiesView;
import io.gradeflow.analytics.readiness.ReadinessView.ExamReadiness;
import io.gradeflow.analytics.readiness.ReadinessView.TopicAbility;
import io.gradeflow.analytics.topics.OpenExams;
import io.gradeflow.analytics.topics.Whose;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Puts together what is told of one learner. */
@ApplicationScoped
class ReadinessBoard {

    static final String NOT_YET =
            "Difficulties have not been estimated yet; it is done in the background, some seconds after exams ended.";

    private final Jdbi jdbi;
    private final Freshness freshness;
    private final Scales scales;

    ReadinessBoard(Jdbi jdbi, Freshness freshness, Scales scales) {
        this.jdbi = jdbi;
        this.freshness = freshness;
        this.scales = scales;
    }

    /**
     * @param own whether the learner asks
     * @throws ProblemException with 409 if the learner asks during an exam over the bank
     */
    ReadinessView of(UUID bank, Whose.OfLearner of, boolean own) {
        String learner = of.learnerId();
        List<String> within = of.within();
        Optional<LogEnds> ends = freshness.ends();
        return Snapshot.read(jdbi, handle -> {
            if (own) {
                OpenExams.requireNone(handle, bank, learner);
            }
            Freshness.Reach reach = freshness.reach(handle, ends);
            Optional<Scales.Scale> scale = scales.of(handle, bank);
            Optional<AbilityScale> abilities = scale.flatMap(known -> Optional.ofNullable(known.abilities()));
            Optional<Ability> ability = abilities.map(on -> on.ability(FirstAnswers.of(handle, bank, learner, within)));
            return new ReadinessView(
                    reach.asOf(),
                    reach.lagMillis(),
                    reach.pending(),
                    learner,
                    difficulties(scale),
                    ability.map(AbilityView::of).orElse(null),
                    abilities
                            .map(on -> FirstAnswers.byTopic(handle, bank, learner, within).stream()
                                    .map(topic -> topic(on, topic))
                                    .toList())
                            .orElse(List.of()),
                    exams(handle, bank, scale, ability));
        });
    }

    private static TopicAbility topic(AbilityScale scale, FirstAnswers.OfTopic topic) {
        List<Outcome> outcomes = topic.outcomes();
        return new TopicAbility(topic.path(), topic.title(), AbilityView.of(scale.ability(outcomes)));
    }

    private static List<ExamReadiness> exams(
            Handle handle, UUID bank, Optional<Scales.Scale> scale, Optional<Ability> ability) {
        Map<String, Scales.ScaledExam> estimated =
                scale.map(Scales.Scale::exams).orElse(Map.of());
        return Blueprints.of(handle, bank).stream()
                .map(blueprint -> {
                    Scales.ScaledExam exam = estimated.get(blueprint.name());
                    return exam == null || ability.isEmpty()
                            ? withheld(
                                    blueprint,
                                    Objects.requireNonNullElse(
                                            difficulties(scale).withheld(), NOT_YET))
                            : told(exam.exam(), exam.curve().readiness(ability.get()));
                })
                .toList();
    }

    private static ExamReadiness told(BankCalibration.Exam exam, Readiness readiness) {
        return switch (readiness) {
            case Readiness.Known known ->
                new ExamReadiness(
                        exam.blueprint(),
                        exam.title(),
                        exam.passMark(),
                        known.chance(),
                        known.low(),
                        known.high(),
                        known.n(),
                        known.calibrated(),
                        null);
            case Readiness.Withheld withheld ->
                new ExamReadiness(
                        exam.blueprint(), exam.title(), exam.passMark(), null, null, null, null, null, withheld.text());
        };
    }

    private static ExamReadiness withheld(ExamBlueprint blueprint, String text) {
        return new ExamReadiness(
                blueprint.name(), blueprint.title(), blueprint.passMark(), null, null, null, null, null, text);
    }

    private static DifficultiesView difficulties(Optional<Scales.Scale> scale) {
        if (scale.isEmpty()) {
            return new DifficultiesView(null, null, null, null, NOT_YET);
        }
        BankCalibration calibration = scale.get().calibration();
        Optional<Calibrated> calibrated =
                Optional.ofNullable(calibration.result().calibrated());
        return new DifficultiesView(
                calibration.computedAt(),
                calibrated.map(Calibrated::n).orElse(null),
                calibrated.map(known -> known.difficulties().size()).orElse(null),
                calibrated.map(Calibrated::slope).orElse(null),
                calibration.result().withheld());
    }
}
