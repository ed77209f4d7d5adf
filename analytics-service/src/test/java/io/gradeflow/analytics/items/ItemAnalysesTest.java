package io.gradeflow.analytics.items;

import static io.gradeflow.analytics.Responses.answer;
import static io.gradeflow.analytics.Responses.attempt;
import static io.gradeflow.analytics.Responses.id;
import static io.gradeflow.analytics.Responses.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.gradeflow.analytics.Responses;
import io.gradeflow.analytics.items.ItemAnalysis.OptionFigure;
import io.gradeflow.analytics.items.ItemAnalysis.PatternFigure;
import io.gradeflow.analytics.items.ItemAnalysis.Points;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

class ItemAnalysesTest {

    private static final Offset<Double> HAIR = within(1e-12);

    /**
     * Ten attempts, by hand. Item 1 is 1111100000; the other four items give the rest scores 4 3 3 2 1 | 3 2 1 1 0, mean 2. Products
     * of deviations: 0.5 * (2 + 1 + 1 + 0 - 1) - 0.5 * (1 + 0 - 1 - 1 - 2) = 3; squares 2.5 and 14.
     */
    private static final String[] TEN = {
        "11111", "11110", "11101", "11100", "11000", "01110", "01100", "01000", "00001", "00000",
    };

    @Test
    void shouldCorrelateAnItemWithTheRestOfItsForm() {
        ItemAnalysis first = ItemAnalyses.of(Responses.of(TEN)).getFirst();

        assertThat(first.n()).isEqualTo(10);
        assertThat(first.exposure()).isEqualTo(1);
        assertThat(first.facility()).isEqualTo(Proportion.of(5, 10));
        assertThat(first.meanScore()).isEqualTo(0.5);
        assertThat(first.standardDeviation()).isCloseTo(Math.sqrt(2.5 / 9), HAIR);
        assertThat(first.itemRest().value()).isCloseTo(3 / Math.sqrt(2.5 * 14), HAIR);
        assertThat(first.itemTotal().value()).isCloseTo(5.5 / Math.sqrt(2.5 * (2.5 + 6 + 14)), HAIR);
    }

    /** Largest: the five ones with the rest scores 4 3 3 3 2, the five noughts with 2 1 1 1 0: 0.5 * 5 + 0.5 * 5 = 5. */
    @Test
    void shouldTellPointsOfAFixedForm() {
        Points points = ItemAnalyses.of(Responses.of(TEN)).getFirst().points();

        assertThat(points.maximum()).isEqualTo(1);
        assertThat(points.variance()).isCloseTo(2.5 / 9, HAIR);
        assertThat(points.restVariance()).isCloseTo(14.0 / 9, HAIR);
        assertThat(points.covariance()).isCloseTo(3.0 / 9, HAIR);
        assertThat(points.largestCovariance()).isCloseTo(5.0 / 9, HAIR);
        assertThat(points.efficiency()).isCloseTo(0.6, HAIR);
    }

    @Test
    void shouldShareOutTheWeightOfAFixedForm() {
        List<ItemAnalysis> analyses = ItemAnalyses.of(Responses.of(TEN));

        assertThat(analyses.stream()
                        .mapToDouble(analysis -> analysis.points().effectiveWeight())
                        .sum())
                .isCloseTo(1, HAIR);
    }

    /**
     * Each group weighs 2.7 of 10. Above the border 3 lies one attempt (right); the three on it (two right, one wrong) share 1.7. Below
     * the border 1 lies one (wrong); the three on it (one right, two wrong) share 1.7.
     */
    @Test
    void shouldShareTheBorderOfTheExtremeGroupsAmongEquals() {
        ItemAnalysis first = ItemAnalyses.of(Responses.of(TEN)).getFirst();

        assertThat(first.discrimination()).isCloseTo((1 + 1.7 * 2 / 3) / 2.7 - (1.7 / 3) / 2.7, HAIR);
    }

    @Test
    void shouldCompareFormsByTheShareOfTheRest() {
        ResponseMatrix matrix = Responses.of("11..1", "1.0.0", "0110.", "00.10", "10.01", "111..", "0...1", "1...0");
        double[] scores = {1, 1, 0, 0, 1, 1, 0, 1};
        double[] rests = {1, 0, 2.0 / 3, 1.0 / 3, 1.0 / 3, 1, 1, 0};

        ItemAnalysis first = ItemAnalyses.of(matrix).getFirst();

        assertThat(first.itemRest().value()).isCloseTo(new PearsonsCorrelation().correlation(scores, rests), HAIR);
        assertThat(first.points()).isNull();
        assertThat(ItemAnalyses.of(matrix).get(2).exposure()).isEqualTo(3.0 / 8);
    }

    @Test
    void shouldKeepOutOfTheCriterionWhatDoesNotCountOrIsWithdrawn() {
        ResponseMatrix matrix = Responses.of(TEN);
        ResponseMatrix more = Responses.ofItems(7);
        for (int i = 0; i < TEN.length; i++) {
            List<Answer> row = new ArrayList<>(row(TEN[i]));
            row.add(new Answer(
                    id(5), i % 2 == 0 ? BigDecimal.ONE : BigDecimal.ZERO, BigDecimal.ONE, Set.of(), null, false));
            row.add(new Answer(id(6), BigDecimal.ZERO, BigDecimal.ZERO, Set.of(), null, true));
            more.put(attempt(i), row);
        }

        List<ItemAnalysis> analyses = ItemAnalyses.of(more);

        assertThat(analyses.getFirst().itemRest())
                .isEqualTo(ItemAnalyses.of(matrix).getFirst().itemRest());
        assertThat(analyses.get(5).itemRest()).isEqualTo(analyses.get(5).itemTotal());
        assertThat(analyses.get(5).counts()).isFalse();
        assertThat(analyses.get(5).points().effectiveWeight()).isNull();
        assertThat(analyses.getFirst().points())
                .isEqualTo(ItemAnalyses.of(matrix).getFirst().points());
        assertThat(analyses.get(6).n()).isZero();
        assertThat(analyses.get(6).facility()).isNull();
    }

    @Test
    void shouldCountAnAttemptWithNothingElseOnItsFormButNotCorrelateIt() {
        ResponseMatrix matrix = Responses.of(TEN);
        Correlation before = ItemAnalyses.of(matrix).getFirst().itemRest();
        matrix.put(attempt(99), row("1...."));

        ItemAnalysis first = ItemAnalyses.of(matrix).getFirst();

        assertThat(first.facility()).isEqualTo(Proportion.of(6, 11));
        assertThat(first.itemRest()).isEqualTo(before);
    }

    @Test
    void shouldAgreeWithALibraryOnPartialCredit() {
        Random random = new Random(5);
        ResponseMatrix matrix = Responses.ofItems(6);
        double[][] scores = new double[6][300];
        for (int i = 0; i < 300; i++) {
            List<Answer> row = new ArrayList<>();
            for (int item = 0; item < 6; item++) {
                BigDecimal maximum = BigDecimal.valueOf(item + 1);
                BigDecimal score = maximum.multiply(BigDecimal.valueOf(random.nextInt(5), 0))
                        .divide(BigDecimal.valueOf(4));
                scores[item][i] = score.doubleValue();
                row.add(new Answer(id(item), score, maximum, Set.of(), null, true));
            }
            matrix.put(attempt(i), row);
        }

        List<ItemAnalysis> analyses = ItemAnalyses.of(matrix);

        for (int item = 0; item < 6; item++) {
            double[] rest = new double[300];
            for (int i = 0; i < 300; i++) {
                for (int other = 0; other < 6; other++) {
                    rest[i] += other == item ? 0 : scores[other][i];
                }
            }
            assertThat(analyses.get(item).itemRest().value())
                    .isCloseTo(new PearsonsCorrelation().correlation(scores[item], rest), HAIR);
        }
    }

    /** Two of three options are the key of item 1; item 2 is the rest: right for the first three of five. */
    @Test
    void shouldTableOptionsAndPatternsOfSelectTwo() {
        ResponseMatrix matrix = new ResponseMatrix();
        matrix.describe(new Item("two", List.of("a", "b", "c"), Set.of("a", "b")));
        matrix.describe(new Item("rest", List.of(), Set.of()));
        matrix.put(attempt(1), List.of(answer("two", "1", "b", "a"), answer("rest", "1")));
        matrix.put(attempt(2), List.of(answer("two", "1", "a", "b"), answer("rest", "1")));
        matrix.put(attempt(3), List.of(answer("two", "0", "a", "c"), answer("rest", "1")));
        matrix.put(attempt(4), List.of(answer("two", "0", "a", "c"), answer("rest", "0")));
        matrix.put(attempt(5), List.of(answer("two", "0"), answer("rest", "0")));

        ItemAnalysis two = ItemAnalyses.of(matrix).getFirst();

        assertThat(two.options())
                .extracting(
                        OptionFigure::option,
                        OptionFigure::key,
                        option -> option.chosen().successes())
                .containsExactly(tuple("a", true, 4L), tuple("b", true, 2L), tuple("c", false, 2L));
        // c: chosen by one of three with the rest right and one of two without: (1 - 2 * 3 / 5) / sqrt(1.2 * 1.2)
        assertThat(two.options().get(2).correlation().value()).isCloseTo(-0.2 / 1.2, HAIR);
        assertThat(two.patterns())
                .extracting(
                        PatternFigure::chosen,
                        PatternFigure::key,
                        pattern -> pattern.share().successes())
                .containsExactly(
                        tuple(Set.of("a", "b"), true, 2L),
                        tuple(Set.of("a", "c"), false, 2L),
                        tuple(Set.of(), false, 1L));
    }

    @Test
    void shouldSayNothingWhereThereIsNothing() {
        ItemAnalysis analysis = ItemAnalyses.of(Responses.ofItems(1)).getFirst();

        assertThat(analysis.n()).isZero();
        assertThat(analysis.facility()).isNull();
        assertThat(analysis.meanScore()).isNull();
        assertThat(analysis.itemRest()).isNull();
        assertThat(analysis.flags()).isEmpty();
    }
}
