package io.gradeflow.analytics.items;

import static io.gradeflow.analytics.Responses.answer;
import static io.gradeflow.analytics.Responses.attempt;
import static io.gradeflow.analytics.Responses.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gradeflow.analytics.items.Flag.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagsTest {

    private static final List<String> OPTIONS = List.of("a", "b", "c");

    @Test
    void shouldFlagOnlyWhatIsEasyOrHardWithCertaintyEnough() {
        assertThat(flags(Proportion.of(97, 100), null)).containsExactly(Kind.TOO_EASY);
        assertThat(flags(Proportion.of(95, 100), null)).isEmpty();
        assertThat(flags(Proportion.of(12, 100), null)).containsExactly(Kind.TOO_HARD);
        assertThat(flags(Proportion.of(15, 100), null)).isEmpty();
        assertThat(flags(Proportion.of(29, 29), null)).isEmpty();
    }

    /** Moodle's limits are of the mean score: 12 % with full credit don't make an item hard on which all earn three quarters. */
    @Test
    void shouldJudgeAnItemWithPartialCreditByItsMeanScore() {
        assertThat(limits("0.7", "0.7", "0.7", "0.7", "0.7", "0.7", "0.7", "1")).isEmpty();
        assertThat(limits("0.95", "0.9", "1", "1", "1", "0.95", "0.95", "0.95")).containsExactly(Kind.TOO_EASY);
        assertThat(limits("0.1", "0", "0.2", "0.1", "0.1", "0", "0.1", "0.2")).containsExactly(Kind.TOO_HARD);
        assertThat(limits("0.9", "0.9", "0.9", "0.9", "1", "1", "0.5", "1")).isEmpty();
    }

    @Test
    void shouldDoubtATypedKeyThatGoesAgainstTheRest() {
        Item typed = new Item("typed", List.of(), Set.of());
        Item general = new Item("general", List.of(), Set.of(), false);

        assertThat(againstTheRest(typed)).containsExactly(Kind.KEY_MAY_BE_WRONG);
        assertThat(againstTheRest(general)).isEmpty();
    }

    @Test
    void shouldDoubtAKeyThatGoesAgainstTheRest() {
        assertThat(keyed(new Correlation(-0.3, -0.4, -0.2, 300), null)).containsExactly(Kind.KEY_MAY_BE_WRONG);
        assertThat(keyed(new Correlation(-0.1, -0.2, 0.1, 300), null)).isEmpty();
        assertThat(keyed(new Correlation(-0.1, -0.2, 0.1, 300), new Correlation(0.2, 0.1, 0.3, 300)))
                .containsExactly(Kind.KEY_MAY_BE_WRONG, Kind.DISTRACTOR_OF_THE_STRONG);
        assertThat(keyed(new Correlation(0.1, 0.05, 0.15, 300), new Correlation(0.2, 0.1, 0.3, 300)))
                .containsExactly(Kind.DISTRACTOR_OF_THE_STRONG);
    }

    @Test
    void shouldNameTheOptionThatTheStrongChoose() {
        Flag flag = Flags.of(
                        true,
                        Ease.of(Proportion.of(50, 100)),
                        new Correlation(-0.1, -0.2, 0.1, 100),
                        options(new Correlation(0.2, 0.1, 0.3, 100)))
                .getFirst();

        assertThat(flag.option()).isEqualTo("b");
        assertThat(flag.reason()).contains("-0.100", "option b", "0.200", "n 100");
    }

    @Test
    void shouldFlagADistractorThatNobodyNeeds() {
        List<ItemAnalysis.OptionFigure> options = List.of(
                new ItemAnalysis.OptionFigure("a", true, Proportion.of(60, 100), null),
                new ItemAnalysis.OptionFigure("b", false, Proportion.of(40, 100), null),
                new ItemAnalysis.OptionFigure("c", false, Proportion.of(0, 100), null));

        assertThat(Flags.of(true, Ease.of(Proportion.of(60, 100)), null, options))
                .extracting(Flag::kind, Flag::option)
                .containsExactly(tuple(Kind.DEAD_DISTRACTOR, "c"));
    }

    /** Twelve items, 400 learners; each item in turn gets its most chosen wrong option as key. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldFindTheItemWhoseKeyIsWrongAndNoOther(long seed) {
        String[][] chosen = simulated(seed);
        int found = 0;

        for (int wrong = 0; wrong < 12; wrong++) {
            List<String> doubted = doubted(chosen, wrong);
            assertThat(doubted).isSubsetOf(id(wrong));
            found += doubted.size();
        }

        assertThat(found).isGreaterThanOrEqualTo(11);
        assertThat(doubted(chosen, -1)).isEmpty();
    }

    /** Nobody chooses what the key says; the strong agree on something else. */
    @Test
    void shouldDoubtAKeyThatNobodyChooses() {
        ResponseMatrix matrix = new ResponseMatrix();
        matrix.describe(new Item("doubtful", OPTIONS, Set.of("c")));
        matrix.describe(new Item("other", OPTIONS, Set.of("a")));
        for (int i = 0; i < 60; i++) {
            boolean strong = i % 2 == 0;
            String own = strong == (i % 6 != 0) ? "a" : "b";
            matrix.put(
                    attempt(i),
                    List.of(answer("doubtful", "0", own), answer("other", strong ? "1" : "0", strong ? "a" : "b")));
        }

        assertThat(ItemAnalyses.of(matrix).getFirst().flags())
                .extracting(Flag::kind, Flag::option)
                .contains(tuple(Kind.KEY_MAY_BE_WRONG, "a"));
    }

    private static List<String> doubted(String[][] chosen, int wrong) {
        ResponseMatrix matrix = new ResponseMatrix();
        String[] keys = new String[12];
        for (int item = 0; item < 12; item++) {
            keys[item] = item == wrong ? "b" : "a";
            matrix.describe(new Item(id(item), OPTIONS, Set.of(keys[item])));
        }
        for (int i = 0; i < chosen.length; i++) {
            List<Answer> row = new ArrayList<>();
            for (int item = 0; item < 12; item++) {
                row.add(answer(id(item), chosen[i][item].equals(keys[item]) ? "1" : "0", chosen[i][item]));
            }
            matrix.put(attempt(i), row);
        }
        return ItemAnalyses.of(matrix).stream()
                .filter(analysis -> analysis.flags().stream().anyMatch(flag -> flag.kind() == Kind.KEY_MAY_BE_WRONG))
                .map(analysis -> analysis.item().id())
                .toList();
    }

    private static String[][] simulated(long seed) {
        Random random = new Random(seed);
        String[][] chosen = new String[400][12];
        for (String[] row : chosen) {
            double ability = random.nextGaussian();
            for (int item = 0; item < 12; item++) {
                double right = 1 / (1 + Math.exp(-(ability - (item - 6) / 6.0)));
                row[item] = random.nextDouble() < right ? "a" : random.nextDouble() < 0.7 ? "b" : "c";
            }
        }
        return chosen;
    }

    /** Each score is of 40 attempts. */
    private static List<Kind> limits(String... scores) {
        ResponseMatrix matrix = new ResponseMatrix();
        matrix.describe(new Item("pairs", List.of(), Set.of()));
        for (int i = 0; i < 40 * scores.length; i++) {
            matrix.put(attempt(i), List.of(answer("pairs", scores[i % scores.length])));
        }
        return kinds(matrix);
    }

    /** The strong earn nothing on it, the weak mostly something. */
    private static List<Kind> againstTheRest(Item item) {
        ResponseMatrix matrix = new ResponseMatrix();
        matrix.describe(item);
        matrix.describe(new Item("other", List.of(), Set.of()));
        for (int i = 0; i < 400; i++) {
            boolean strong = i % 2 == 0;
            matrix.put(
                    attempt(i),
                    List.of(answer(item.id(), strong || i % 5 == 0 ? "0" : "1"), answer("other", strong ? "1" : "0")));
        }
        return kinds(matrix);
    }

    private static List<Kind> kinds(ResponseMatrix matrix) {
        return ItemAnalyses.of(matrix).getFirst().flags().stream()
                .map(Flag::kind)
                .toList();
    }

    private static List<Kind> flags(Proportion facility, Correlation itemRest) {
        return Flags.of(true, Ease.of(facility), itemRest, List.of()).stream()
                .map(Flag::kind)
                .toList();
    }

    private static List<Kind> keyed(Correlation itemRest, Correlation distractor) {
        return Flags.of(true, Ease.of(Proportion.of(150, 300)), itemRest, options(distractor)).stream()
                .map(Flag::kind)
                .toList();
    }

    private static List<ItemAnalysis.OptionFigure> options(Correlation distractor) {
        return List.of(
                new ItemAnalysis.OptionFigure("a", true, Proportion.of(50, 100), null),
                new ItemAnalysis.OptionFigure("b", false, Proportion.of(50, 100), distractor));
    }
}
