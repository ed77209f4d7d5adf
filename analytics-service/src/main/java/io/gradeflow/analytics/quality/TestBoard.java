package io.gradeflow.analytics.quality;

import io.gradeflow.analytics.catalog.Blueprints;
import io.gradeflow.analytics.catalog.ExamBlueprint;
import io.gradeflow.analytics.forms.Form;
import io.gradeflow.analytics.forms.FormAnalyses;
import io.gradeflow.analytics.forms.FormAnalysis;
import io.gradeflow.analytics.forms.PassMark;
import io.gradeflow.analytics.forms.Reliability;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.population.Analysis;
import io.gradeflow.analytics.population.ItemId;
import io.gradeflow.analytics.population.Population;
import io.gradeflow.analytics.population.Populations;
import io.gradeflow.analytics.population.Sample;
import io.gradeflow.analytics.population.Told;
import io.gradeflow.analytics.quality.TestsView.FormView;
import io.gradeflow.analytics.quality.TestsView.ItemName;
import io.gradeflow.analytics.quality.TestsView.PassMarkView;
import io.gradeflow.analytics.quality.TestsView.TestView;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Puts together what is told of tests. */
@ApplicationScoped
class TestBoard {

    private static final int MOST_FORMS = 20;

    /** A pass mark is part of the key that figures are kept by. */
    private record OfTest(@Nullable PassMark passMark) implements Analysis<Figures> {

        @Override
        public Figures of(Population population) {
            return new Figures(
                    population.size(),
                    FormAnalyses.of(population.matrix(), population.rows(), passMark),
                    Form.of(population.matrix(), population.rows(), Reliability.LEAST_ATTEMPTS, MOST_FORMS).stream()
                            .map(form -> form(form, FormAnalyses.of(population.matrix(), form.rows(), passMark)))
                            .toList());
        }
    }

    private record Figures(Population.Size size, FormAnalysis all, List<FormView> forms) {}

    private final Jdbi jdbi;
    private final Populations populations;

    TestBoard(Jdbi jdbi, Populations populations) {
        this.jdbi = jdbi;
        this.populations = populations;
    }

    /**
     * @param cohort without a name, all learners
     * @param only the name of a blueprint, which the bank may have no longer; null for all that it has
     */
    TestsView of(UUID bank, String cohort, @Nullable String only) {
        List<ExamBlueprint> blueprints = jdbi.withHandle(handle -> Blueprints.of(handle, bank));
        List<TestView> tests = new ArrayList<>();
        List<Freshness.Reach> reaches = new ArrayList<>();
        for (ExamBlueprint blueprint : blueprints) {
            if (only == null || only.equals(blueprint.name())) {
                tests.add(test(Sample.of(bank, cohort).composedBy(blueprint.name()), blueprint, reaches));
            }
        }
        if (tests.isEmpty() || only == null) {
            tests.add(test(Sample.of(bank, cohort).composedBy(only), null, reaches));
        }
        Freshness.Reach least = reaches.stream()
                .min(Comparator.comparing(
                        Freshness.Reach::asOf, Comparator.nullsFirst(Comparator.<Instant>naturalOrder())))
                .orElseThrow();
        return new TestsView(least.asOf(), least.lagMillis(), least.pending(), tests);
    }

    private TestView test(Sample sample, @Nullable ExamBlueprint blueprint, List<Freshness.Reach> reaches) {
        PassMark passMark = blueprint == null ? null : blueprint.scoring();
        Told<Figures> told = populations.figures(sample, new OfTest(passMark));
        reaches.add(told.reach());
        Sample.Composed composed = sample.composed();
        return new TestView(
                composed == null ? null : composed.blueprint(),
                blueprint == null ? null : blueprint.title(),
                passMark == null ? null : new PassMarkView(passMark.mark(), passMark.min(), passMark.max()),
                told.computedAt(),
                PopulationView.of(told.figures().size(), sample.cohort(), PopulationView.TESTS),
                told.figures().all(),
                told.figures().forms());
    }

    private static FormView form(Form form, FormAnalysis figures) {
        List<String> ids = form.items().stream().sorted().toList();
        return new FormView(
                UUID.nameUUIDFromBytes(String.join(" ", ids).getBytes(StandardCharsets.UTF_8)),
                ids.stream()
                        .map(ItemId::parse)
                        .sorted()
                        .map(id -> new ItemName(id.question(), id.revision()))
                        .toList(),
                figures);
    }
}
