package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.ability.AbilityScale;
import io.gradeflow.analytics.ability.AbilityScale.Outcome;
import io.gradeflow.analytics.ability.ForecastTable;
import io.gradeflow.analytics.ability.ForecastTable.Forecast;
import io.gradeflow.analytics.ability.PassCurve;
import io.gradeflow.analytics.ability.Readiness;
import io.gradeflow.analytics.catalog.Blueprints;
import io.gradeflow.analytics.catalog.ExamBlueprint;
import io.gradeflow.analytics.forms.PassMark;
import io.gradeflow.analytics.items.ResponseMatrix;
import io.gradeflow.analytics.population.Population;
import io.gradeflow.analytics.population.Populations;
import io.gradeflow.analytics.population.Sample;
import io.gradeflow.analytics.readiness.BankCalibration.Exam;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * The chance to pass each exam of a bank at each ability; and what would have been told of exams before they began, against what
 * came of them: of each learner's first exam by a blueprint, from what the learner had answered before, by the difficulties,
 * pools and pass mark of now.
 */
@ApplicationScoped
class Hindsight {

    /** So many exams' earlier answers are in memory at a time. */
    private static final int AT_A_TIME = 500;

    private final Jdbi jdbi;
    private final Populations populations;

    Hindsight(Jdbi jdbi, Populations populations) {
        this.jdbi = jdbi;
        this.populations = populations;
    }

    List<Exam> of(UUID bank, AbilityScale scale) {
        List<Exam> exams = new ArrayList<>();
        Outlines outlines = jdbi.withHandle(handle -> Outlines.of(handle, bank));
        for (ExamBlueprint blueprint : jdbi.withHandle(handle -> Blueprints.of(handle, bank))) {
            PassCurve curve = PassCurve.of(scale, outlines.of(blueprint));
            List<Forecast> forecasts =
                    curve.isWithheld() ? List.of() : forecasts(scale, curve, passed(bank, blueprint));
            exams.add(new Exam(
                    blueprint.name(),
                    blueprint.title(),
                    blueprint.passMark(),
                    curve.stored(),
                    ForecastTable.of(forecasts)));
        }
        return exams;
    }

    private Map<UUID, Boolean> passed(UUID bank, ExamBlueprint blueprint) {
        return populations.once(
                Sample.of(bank, "").composedBy(blueprint.name()),
                population -> passed(population, blueprint.scoring()));
    }

    private static Map<UUID, Boolean> passed(Population population, PassMark passMark) {
        ResponseMatrix matrix = population.matrix();
        Map<UUID, Boolean> passed = new HashMap<>();
        for (int row : population.rows()) {
            long maximum = matrix.maximumOf(row);
            if (maximum > 0) {
                passed.put(matrix.attempt(row), passMark.passedBy(matrix.scoreOf(row), maximum));
            }
        }
        return passed;
    }

    private List<Forecast> forecasts(AbilityScale scale, PassCurve curve, Map<UUID, Boolean> passed) {
        List<UUID> attempts = List.copyOf(passed.keySet());
        List<Forecast> forecasts = new ArrayList<>();
        for (int from = 0; from < attempts.size(); from += AT_A_TIME) {
            List<UUID> portion = attempts.subList(from, Math.min(from + AT_A_TIME, attempts.size()));
            Map<UUID, List<Outcome>> before = jdbi.inTransaction(handle -> FirstAnswers.before(handle, portion));
            before.forEach((attempt, outcomes) -> {
                if (curve.readiness(scale.ability(outcomes)) instanceof Readiness.Known known) {
                    forecasts.add(new Forecast(known.chance(), passed.getOrDefault(attempt, false)));
                }
            });
        }
        return forecasts;
    }
}
