package io.gradeflow.analytics.items;

import static io.gradeflow.analytics.Responses.answer;
import static io.gradeflow.analytics.Responses.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradeflow.analytics.RealData;
import io.gradeflow.analytics.forms.FormAnalyses;
import io.gradeflow.analytics.forms.Reliability.Known;
import io.gradeflow.analytics.items.ItemAnalysis.OptionFigure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Homeostasis Concept Inventory: 651 people, 20 items with every choice, and statistics computed elsewhere. */
@Tag("real-data")
class ConceptInventoryOracleTest {

    private static final Offset<Double> FOUR_DECIMALS = within(0.00005);
    private static final List<String> OPTIONS = List.of("A", "B", "C", "D", "E");

    private Path folder;
    private List<List<String>> choices;
    private List<String> keys;

    @BeforeEach
    void read() {
        folder = RealData.oracle("hci");
        choices = RealData.rows(folder.resolve("hci_raw_choices.csv"));
        keys = RealData.rows(folder.resolve("hci_key.csv")).stream()
                .map(row -> row.get(1))
                .toList();
    }

    @Test
    void shouldGiveTheStatisticsOfEveryItem() {
        ResponseMatrix matrix = matrix(keys);
        List<ItemAnalysis> items = ItemAnalyses.of(matrix);
        Known known = (Known) FormAnalyses.of(matrix, null).reliability();
        List<List<String>> expected = RealData.rows(folder.resolve("itemstats.csv"));

        assertThat(expected).hasSize(20);
        for (int item = 0; item < 20; item++) {
            List<String> row = expected.get(item);
            ItemAnalysis analysis = items.get(item);
            assertThat(analysis.item().id()).isEqualTo(row.get(0));
            assertThat(analysis.n()).isEqualTo(Long.parseLong(row.get(1)));
            assertThat(analysis.facility().share()).isCloseTo(Double.valueOf(row.get(2)), FOUR_DECIMALS);
            assertThat(analysis.standardDeviation()).isCloseTo(Double.valueOf(row.get(3)), FOUR_DECIMALS);
            assertThat(analysis.itemTotal().value()).isCloseTo(Double.valueOf(row.get(4)), FOUR_DECIMALS);
            assertThat(analysis.itemRest().value()).isCloseTo(Double.valueOf(row.get(5)), FOUR_DECIMALS);
            assertThat(known.without().get(item).alpha()).isCloseTo(Double.valueOf(row.get(6)), FOUR_DECIMALS);
        }
        assertThat(known.alpha()).isCloseTo(0.7155, FOUR_DECIMALS);
    }

    @Test
    void shouldFindTheItemWhoseKeyWasMovedToItsMostChosenWrongOption() {
        List<ItemAnalysis> sound = ItemAnalyses.of(matrix(keys));
        assertThat(doubted(sound)).isEmpty();
        int found = 0;

        for (int item = 0; item < 20; item++) {
            List<String> moved = new ArrayList<>(keys);
            moved.set(item, mostChosenWrong(sound.get(item)));
            List<ItemAnalysis> analyses = ItemAnalyses.of(matrix(moved));
            List<String> doubted = doubted(analyses);

            assertThat(doubted).isSubsetOf(sound.get(item).item().id());
            found += doubted.size();
            if (!doubted.isEmpty()) {
                String key = keys.get(item);
                assertThat(analyses.get(item).flags())
                        .filteredOn(flag -> flag.kind() == Flag.Kind.KEY_MAY_BE_WRONG)
                        .allSatisfy(flag -> assertThat(flag.option()).isEqualTo(key));
            }
        }

        assertThat(found).isGreaterThanOrEqualTo(19);
    }

    private static String mostChosenWrong(ItemAnalysis analysis) {
        return analysis.options().stream()
                .filter(option -> !option.key())
                .max(Comparator.comparingLong(option -> option.chosen().successes()))
                .map(OptionFigure::option)
                .orElseThrow();
    }

    private static List<String> doubted(List<ItemAnalysis> analyses) {
        return analyses.stream()
                .filter(analysis ->
                        analysis.flags().stream().anyMatch(flag -> flag.kind() == Flag.Kind.KEY_MAY_BE_WRONG))
                .map(analysis -> analysis.item().id())
                .toList();
    }

    private ResponseMatrix matrix(List<String> key) {
        ResponseMatrix matrix = new ResponseMatrix();
        for (int item = 0; item < 20; item++) {
            matrix.describe(new Item("Item " + (item + 1), OPTIONS, Set.of(key.get(item))));
        }
        for (int i = 0; i < choices.size(); i++) {
            List<Answer> form = new ArrayList<>();
            for (int item = 0; item < 20; item++) {
                String chosen = choices.get(i).get(item + 1);
                form.add(answer("Item " + (item + 1), chosen.equals(key.get(item)) ? "1" : "0", chosen));
            }
            matrix.put(attempt(i), form);
        }
        return matrix;
    }
}
