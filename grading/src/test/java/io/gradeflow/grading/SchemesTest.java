package io.gradeflow.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What other systems give for the key {A, C} of five choices, of one point, when A, AB, ABC or ABCDE is ticked. */
class SchemesTest {

    private static final List<String> CORRECT = List.of("A", "C");

    /**
     * Each right choice earns its part, each wrong one takes as much away, and less than nothing is nothing: canvas-lms,
     * {@code app/models/quizzes/quiz_question/multiple_answers_question.rb} and {@code base.rb}.
     */
    @Test
    void shouldScoreAsCanvasDoes() {
        assertThat(scores(ChoiceKey.rightMinusWrong(CORRECT, BigDecimal.ONE))).containsExactly("0.5", "0", "0.5", "0");
    }

    /**
     * The fractions of what is ticked are added and held between 0 and 1: Moodle, {@code question/type/multichoice/question.php},
     * {@code qtype_multichoice_multi_question::grade_response}.
     */
    @Test
    void shouldScoreAsMoodleDoesWhenWrongChoicesCostNothing() {
        ChoiceKey key = ChoiceKey.weighted(CORRECT, sorted(Map.of("A", half(), "C", half())), BigDecimal.ONE);

        assertThat(scores(key)).containsExactly("0.5", "0.5", "1", "1");
    }

    /** As above, with the weight -50 % for each wrong choice. */
    @Test
    void shouldScoreAsMoodleDoesWhenWrongChoicesCostAsMuchAsRightOnesEarn() {
        Fraction minusHalf = Fraction.of(-1, 2);
        ChoiceKey key = ChoiceKey.weighted(
                CORRECT,
                sorted(Map.of("A", half(), "B", minusHalf, "C", half(), "D", minusHalf, "E", minusHalf)),
                BigDecimal.ONE);

        assertThat(scores(key)).containsExactly("0.5", "0", "0.5", "0");
    }

    /** 1EdTech QTI, response processing template {@code match_correct}: all or nothing. */
    @Test
    void shouldScoreAsTheMatchCorrectOfQtiDoes() {
        assertThat(scores(ChoiceKey.allOrNothing(CORRECT))).containsExactly("0", "0", "0", "0");
        assertThat(score(ChoiceKey.allOrNothing(CORRECT), "AC")).isEqualByComparingTo("1");
    }

    /**
     * 1EdTech QTI 2.1 Implementation Guide, example {@code choice_multiple.xml} with {@code map_response}: 1 for each correct
     * choice, -1 for one that is named, -2 by default, from 0 to 2 points; here as a part of the 2.
     */
    @Test
    void shouldScoreAsTheMapResponseOfQtiDoes() {
        OptionPoints points = new OptionPoints(
                sorted(Map.of("A", Fraction.ONE, "B", Fraction.of(-1, 1), "C", Fraction.ONE)),
                Fraction.of(-2, 1),
                Fraction.ZERO,
                Fraction.of(2, 1));

        assertThat(scores(ChoiceKey.mapped(CORRECT, points, BigDecimal.ONE))).containsExactly("0.5", "0", "0.5", "0");
        assertThat(scores(ChoiceKey.mapped(CORRECT, points, BigDecimal.TWO))).containsExactly("1", "0", "1", "0");
    }

    private static List<String> scores(ChoiceKey key) {
        return Stream.of("A", "AB", "ABC", "ABCDE")
                .map(ticked -> score(key, ticked).stripTrailingZeros().toPlainString())
                .toList();
    }

    private static BigDecimal score(ChoiceKey key, String ticked) {
        return Grading.grade(key, ChoiceResponse.of(Arrays.asList(ticked.split(""))))
                .score();
    }

    private static Fraction half() {
        return Fraction.of(1, 2);
    }

    private static SortedMap<String, Fraction> sorted(Map<String, Fraction> weights) {
        return new TreeMap<>(weights);
    }
}
