package io.gradeflow.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChoicePoliciesTest {

    private static final List<String> FIVE = List.of("A", "B", "C", "D", "E");
    private static final Fraction HALF = Fraction.of(1, 2);
    private static final ChoiceKey FREE_GUESSES =
            ChoiceKey.weighted(List.of("A", "C"), new TreeMap<>(Map.of("A", HALF, "C", HALF)), BigDecimal.ONE);

    @Test
    void shouldWarnWhereTickingEverythingEarnsFullCredit() {
        assertThat(KeyLint.of(FREE_GUESSES, FIVE, 5)).contains(KeyLint.TICKING_EVERYTHING_EARNS_FULL_CREDIT);
        assertThat(KeyLint.of(FREE_GUESSES, FIVE, 2)).isEmpty();
        assertThat(KeyLint.of(ChoiceKey.rightMinusWrong(List.of("A", "C"), BigDecimal.ONE), FIVE, 5))
                .isEmpty();
        assertThat(KeyLint.of(ChoiceKey.allOrNothing(List.of("A", "C")), FIVE, 5))
                .isEmpty();
        assertThat(KeyLint.of(ChoiceKey.allOrNothing(FIVE), FIVE, 5)).isEmpty();
    }

    @Test
    void shouldWarnWhereAnyTextEarnsFullCredit() {
        assertThat(KeyLint.of(text("*"), List.of(), 0)).contains(KeyLint.ANY_TEXT_EARNS_FULL_CREDIT);
        assertThat(KeyLint.of(text("a*"), List.of(), 0)).isEmpty();
    }

    @Test
    void shouldRefuseAKeyWhoseCorrectChoicesDoNotEarnFullCredit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ChoiceKey.weighted(List.of("A"), new TreeMap<>(Map.of("A", HALF, "C", HALF)), BigDecimal.ONE));
    }

    @Test
    void shouldRefuseWeightsAboveOneAndBoundsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChoiceKey.weighted(
                        List.of("A"), new TreeMap<>(Map.of("A", Fraction.of(2, 1))), BigDecimal.ONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OptionPoints(new TreeMap<>(), Fraction.ZERO, Fraction.ONE, Fraction.ONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OptionPoints(new TreeMap<>(), Fraction.ZERO, Fraction.of(-1, 1), Fraction.ONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChoiceKey(
                        ChoiceIds.of(List.of("A")),
                        ScoringPolicy.RIGHT_MINUS_WRONG,
                        BigDecimal.ONE,
                        FREE_GUESSES.options()));
    }

    @Property
    boolean shouldGiveFullCreditForTheCorrectChoicesAndForNoneWithoutThemUnderEachPolicy(
            @ForAll @Size(min = 1, max = 7) Set<@CharRange(from = 'A', to = 'G') Character> correct,
            @ForAll @Size(min = 1, max = 7) Set<@CharRange(from = 'A', to = 'G') Character> ticked) {
        List<String> given = ticked.stream().map(String::valueOf).toList();
        List<String> ids = correct.stream().map(String::valueOf).toList();
        Map<String, Fraction> weights = new TreeMap<>();
        ids.forEach(id -> weights.put(id, Fraction.of(1, ids.size())));

        return List.of(
                        ChoiceKey.allOrNothing(ids),
                        ChoiceKey.rightMinusWrong(ids, BigDecimal.ONE),
                        ChoiceKey.weighted(ids, new TreeMap<>(weights), BigDecimal.ONE))
                .stream()
                .allMatch(key -> Grading.grade(key, ChoiceResponse.of(ids)).correct()
                        && (given.containsAll(ids)
                                || !Grading.grade(key, ChoiceResponse.of(given)).correct()));
    }

    @Property
    boolean shouldNeverEarnMoreForOneMoreWrongChoiceWhenWrongOnesCount(
            @ForAll @Size(min = 1, max = 3) Set<@CharRange(from = 'A', to = 'E') Character> correct,
            @ForAll @Size(min = 1, max = 5) Set<@CharRange(from = 'A', to = 'E') Character> ticked) {
        ChoiceKey key =
                ChoiceKey.rightMinusWrong(correct.stream().map(String::valueOf).toList(), BigDecimal.ONE);
        List<String> given = ticked.stream().map(String::valueOf).toList();
        List<String> more = new ArrayList<>(given);
        more.add("Z");

        return Grading.grade(key, ChoiceResponse.of(more))
                        .score()
                        .compareTo(Grading.grade(key, ChoiceResponse.of(given)).score())
                <= 0;
    }

    private static TextKey text(String accepted) {
        return new TextKey(List.of(new TextAnswer(accepted, Fraction.ONE)), TextRules.LENIENT, BigDecimal.ONE);
    }
}
