package io.gradeflow.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GradingTest {

    @Test
    void shouldGiveFullCreditForExactlyTheKeyInAnyOrder() {
        Grade grade = Grading.grade(ChoiceKey.allOrNothing(List.of("A", "C")), ChoiceResponse.of(List.of("C", "A")));

        assertThat(grade.correct()).isTrue();
        assertThat(grade.score()).isEqualByComparingTo("1");
    }

    @Test
    void shouldGiveNothingForAPartOfTheKeyOrForMoreThanTheKey() {
        ChoiceKey key = ChoiceKey.allOrNothing(List.of("A", "C"));

        for (List<String> response : List.of(List.of("A"), List.of("A", "B"), List.of("A", "B", "C"), List.of("Z"))) {
            Grade grade = Grading.grade(key, ChoiceResponse.of(response));
            assertThat(grade.correct()).as("%s", response).isFalse();
            assertThat(grade.score()).as("%s", response).isEqualByComparingTo("0");
        }
    }

    @Test
    void shouldGiveNothingForAClearedAnswer() {
        assertThat(Grading.grade(ChoiceKey.allOrNothing(List.of("A")), null).score())
                .isEqualByComparingTo("0");
    }

    @Test
    void shouldGiveEverybodyFullCredit() {
        CreditAllKey key = new CreditAllKey(new BigDecimal("2.5"));

        for (ChoiceResponse response : Arrays.asList(ChoiceResponse.of(List.of("A")), null)) {
            Grade grade = Grading.grade(key, response);
            assertThat(grade.score()).as("%s", response).isEqualByComparingTo("2.5");
            assertThat(grade.maximum()).as("%s", response).isEqualByComparingTo("2.5");
            assertThat(grade.correct()).as("%s", response).isTrue();
        }
    }

    @Test
    void shouldTakeAWithdrawnQuestionOutOfScoreAndMaximum() {
        for (ChoiceResponse response : Arrays.asList(ChoiceResponse.of(List.of("A")), null)) {
            Grade grade = Grading.grade(new WithdrawnKey(), response);
            assertThat(grade.score()).as("%s", response).isZero();
            assertThat(grade.maximum()).as("%s", response).isZero();
            assertThat(grade.correct()).as("%s", response).isFalse();
        }
    }

    @Test
    void shouldRoundOnceHalfEvenToSixPlaces() {
        assertThat(Grade.ofFraction(1, 3, BigDecimal.ONE).score()).isEqualTo("0.333333");
        assertThat(Grade.ofFraction(2, 3, BigDecimal.ONE).score()).isEqualTo("0.666667");
        assertThat(Grade.ofFraction(1, 2_000_000, BigDecimal.ONE).score()).isEqualTo("0.000000");
        assertThat(Grade.ofFraction(3, 2_000_000, BigDecimal.ONE).score()).isEqualTo("0.000002");
    }

    @Test
    void shouldRefuseEmptyAndBlankChoices() {
        assertThatIllegalArgumentException().isThrownBy(() -> ChoiceResponse.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> ChoiceResponse.of(List.of("A", " ")));
        assertThatIllegalArgumentException().isThrownBy(() -> ChoiceKey.allOrNothing(List.of()));
    }

    @Test
    void shouldRefuseToCreditNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CreditAllKey(BigDecimal.ZERO));
    }

    @Property
    boolean shouldBeRightOnlyWhenTheSetsAreEqual(
            @ForAll @Size(min = 1, max = 6) Set<@CharRange(from = 'A', to = 'F') Character> correct,
            @ForAll @Size(min = 1, max = 6) Set<@CharRange(from = 'A', to = 'F') Character> ticked) {
        Grade grade = Grading.grade(
                ChoiceKey.allOrNothing(correct.stream().map(String::valueOf).toList()),
                ChoiceResponse.of(ticked.stream().map(String::valueOf).toList()));

        return grade.correct() == correct.equals(ticked);
    }

    @Property
    boolean shouldGradeTheSameWhateverIsTickedOnceAKeyIsOpenToAll(
            @ForAll @Size(min = 1, max = 6) Set<@CharRange(from = 'A', to = 'F') Character> ticked,
            @ForAll @IntRange(min = 1, max = 1_000_000) int millionths) {
        ChoiceResponse response =
                ChoiceResponse.of(ticked.stream().map(String::valueOf).toList());

        return Stream.of(new CreditAllKey(BigDecimal.valueOf(millionths, Grade.SCALE)), new WithdrawnKey())
                .allMatch(key -> Grading.grade(key, response).equals(Grading.grade(key, null))
                        && Grading.grade(key, response).score().compareTo(key.maximum()) == 0);
    }

    @Property
    boolean shouldKeepEveryFractionWithinItsBounds(
            @ForAll @IntRange(min = 1, max = 1000) int denominator, @ForAll @IntRange(max = 1000) int numerator) {
        Grade grade = Grade.ofFraction(Math.min(numerator, denominator), denominator, BigDecimal.TEN);

        return grade.score().scale() == Grade.SCALE && grade.score().compareTo(BigDecimal.TEN) <= 0;
    }
}
