package io.gradeflow.analytics.quality;

import io.gradeflow.analytics.AnalyticsError;
import io.gradeflow.analytics.facts.TimeBuckets;
import io.gradeflow.analytics.items.Drift;
import io.gradeflow.analytics.items.Item;
import io.gradeflow.analytics.items.ItemAnalyses;
import io.gradeflow.analytics.items.ItemAnalysis;
import io.gradeflow.analytics.items.OptionCurves;
import io.gradeflow.analytics.items.ResponseMatrix;
import io.gradeflow.analytics.population.Analysis;
import io.gradeflow.analytics.population.ItemId;
import io.gradeflow.analytics.population.Population;
import io.gradeflow.analytics.population.Populations;
import io.gradeflow.analytics.population.Sample;
import io.gradeflow.analytics.population.Told;
import io.gradeflow.analytics.quality.CurvesView.GroupView;
import io.gradeflow.analytics.quality.ItemsView.ItemView;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts together what is told of items. */
@ApplicationScoped
class ItemBoard {

    private record Figures(Population.Size size, List<ItemView> items) {}

    private record Curves(Population.Size size, @Nullable String externalId, List<GroupView> groups) {}

    private static final Analysis<Figures> ITEMS = population -> new Figures(population.size(), items(population));

    private final Populations populations;

    ItemBoard(Populations populations) {
        this.populations = populations;
    }

    /** @param cohort without a name, all learners */
    ItemsView of(UUID bank, String cohort) {
        Told<Figures> told = populations.figures(Sample.of(bank, cohort), ITEMS);
        return new ItemsView(
                told.reach().asOf(),
                told.reach().lagMillis(),
                told.reach().pending(),
                told.computedAt(),
                TimeBuckets.RELATIVE_ERROR,
                PopulationView.of(told.figures().size(), cohort, PopulationView.ITEMS),
                told.figures().items());
    }

    /**
     * @param cohort without a name, all learners
     * @throws ProblemException with 404 if no finished attempt of the bank has the item
     */
    CurvesView curves(UUID bank, String cohort, ItemId id) {
        Told<Curves> told = populations.now(Sample.of(bank, cohort), population -> curves(population, id));
        return new CurvesView(
                told.reach().asOf(),
                told.reach().lagMillis(),
                told.reach().pending(),
                id.question(),
                id.revision(),
                told.figures().externalId(),
                PopulationView.of(told.figures().size(), cohort, PopulationView.ITEMS),
                told.figures().groups());
    }

    private static Curves curves(Population population, ItemId id) {
        ResponseMatrix matrix = population.matrix();
        int number = IntStream.range(0, matrix.items())
                .filter(item -> matrix.item(item).id().equals(id.toString()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        AnalyticsError.ITEM_UNKNOWN,
                        "No finished attempt in exam or imported mode has revision " + id.revision() + " of question "
                                + id.question() + "; GET /api/v1/analytics/items lists those that there are."));
        Item item = matrix.item(number);
        return new Curves(
                population.size(),
                population.externalId(item.id()),
                OptionCurves.of(matrix, population.rows(), number).stream()
                        .map(group -> GroupView.of(group, item.options(), item.key()))
                        .toList());
    }

    private static List<ItemView> items(Population population) {
        Map<UUID, ItemAnalysis> earlier = new HashMap<>();
        List<ItemView> items = new ArrayList<>();
        ItemAnalyses.of(population.matrix(), population.rows()).stream()
                .filter(figures -> figures.n() > 0)
                .sorted(Comparator.comparing(
                        figures -> ItemId.parse(figures.item().id())))
                .forEach(figures -> {
                    ItemId id = ItemId.parse(figures.item().id());
                    items.add(item(population, id, figures, earlier.put(id.question(), figures)));
                });
        return List.copyOf(items);
    }

    private static ItemView item(
            Population population, ItemId id, ItemAnalysis figures, @Nullable ItemAnalysis earlier) {
        boolean flagged = !figures.flags().isEmpty();
        return new ItemView(
                id.question(),
                id.revision(),
                population.externalId(figures.item().id()),
                figures,
                earlier == null || earlier.facility() == null || figures.facility() == null
                        ? null
                        : Drift.between(earlier.facility(), figures.facility()),
                flagged ? "/api/v1/questions/" + id.question() + "/revisions/" + id.revision() + "/corrections" : null,
                flagged ? "/api/v1/regrades/preview" : null);
    }
}
