package io.gradeflow.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedAnswersTest {

    private static final Fraction HALF = Fraction.of(1, 2);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Paris, paris, true",
                "Paris, \"  PARIS\t\", true",
                "New  York, \"new\u00A0york\", true",
                "New York, newyork, false",
                "straße, STRASSE, true",
                "café, cafe\u0301, true",
                "*amazon*, \"the Amazon river\", true",
                "a *, a b, true",
                "a *, ab, false",
                "* b, ab, false",
                "\"a* \", ab, true",
                "\"* *\", \"a b\", true",
                "\"* *\", ab, false",
                "a*a, a, false",
                "a*b*c, aXbYc, true",
                "a*b*c, aXcYb, false",
                "2\\*3, 2*3, true",
                "2\\*3, 2x3, false",
                "a\\\\b, a\\b, true",
                "*, anything, true"
            })
    void shouldAcceptATextUnderLenientRules(String accepted, String given, boolean fits) {
        assertThat(credit(accepted, TextRules.LENIENT, given)).isEqualTo(fits);
    }

    @Test
    void shouldMindCaseAndSpacesWhereTheKeySaysSo() {
        TextRules strict = new TextRules(true, TextRules.Spaces.EXACT);

        assertThat(credit("a  B", strict, "a  B")).isTrue();
        assertThat(credit("a  B", strict, "a  b")).isFalse();
        assertThat(credit("a  B", strict, "a B")).isFalse();
        assertThat(credit("H2 O", new TextRules(true, TextRules.Spaces.IGNORE), " H 2O"))
                .isTrue();
    }

    @Test
    void shouldLetTheFirstTextThatFitsDecide() {
        TextKey key = new TextKey(
                List.of(
                        new TextAnswer("*lyon*", Fraction.ZERO),
                        new TextAnswer("marseille", HALF),
                        new TextAnswer("*", Fraction.ONE)),
                TextRules.LENIENT,
                BigDecimal.TWO);

        assertThat(Grading.grade(key, new TextResponse("Lyon")).score()).isZero();
        assertThat(Grading.grade(key, new TextResponse("Marseille")).score()).isEqualByComparingTo("1");
        assertThat(Grading.grade(key, new TextResponse("Nantes")).correct()).isTrue();
    }

    /** An author may write a pattern that a backtracking matcher needs longer for than the universe lasts. */
    @Test
    void shouldStayQuickWhateverThePatternIs() {
        String pattern = "a*".repeat(2_000) + "b";
        String given = "a".repeat(50_000);

        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(credit(pattern, TextRules.LENIENT, given)).isFalse());
    }

    @Property
    boolean shouldAcceptWhatARegularExpressionWould(
            @ForAll @StringLength(min = 1, max = 8) @CharRange(from = 'a', to = 'c') String letters,
            @ForAll @IntRange(max = 255) int stars,
            @ForAll @StringLength(min = 1, max = 8) @CharRange(from = 'a', to = 'c') String given) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            pattern.append((stars >> i & 1) == 1 ? '*' : letters.charAt(i));
        }
        String expression = Stream.of(pattern.toString().split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));

        return credit(pattern.toString(), TextRules.LENIENT, given) == given.matches(expression);
    }

    @Test
    void shouldAcceptNumbersWithinTheToleranceBoundsIncluded() {
        NumericKey key = new NumericKey(
                List.of(
                        NumericRange.around(new BigDecimal("3.14"), new BigDecimal("0.005"), Fraction.ONE),
                        NumericRange.around(new BigDecimal("3.14"), new BigDecimal("0.1"), HALF)),
                BigDecimal.ONE);

        assertThat(Stream.of("3.135", "3.1450", "3.1451", "3.24", "3.2401", "-3.14")
                        .map(number -> Grading.grade(key, new NumberResponse(new BigDecimal(number)))
                                .score()
                                .stripTrailingZeros()
                                .toPlainString()))
                .containsExactly("1", "1", "0.5", "0.5", "0", "0");
    }

    @Test
    void shouldKeepNumbersInOneForm() {
        assertThat(new NumberResponse(new BigDecimal("2.00"))).isEqualTo(new NumberResponse(new BigDecimal("2")));
        assertThat(new NumberResponse(new BigDecimal("1E+3")).number()).hasToString("1000");
        assertThat(new NumberResponse(new BigDecimal("-0.0")).number()).hasToString("0");
    }

    @ParameterizedTest
    @CsvSource({"1E+999999999", "1E-999999999", "1E+40", "1E-41"})
    void shouldRefuseNumbersWithoutEnd(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> new NumberResponse(new BigDecimal(number)));
    }

    @Property
    boolean shouldGiveBackMiddleAndToleranceOfARange(
            @ForAll @IntRange(min = -10_000, max = 10_000) int value, @ForAll @IntRange(max = 10_000) int tolerance) {
        NumericRange range =
                NumericRange.around(BigDecimal.valueOf(value, 3), BigDecimal.valueOf(tolerance, 2), Fraction.ONE);

        return NumericRange.around(range.middle(), range.tolerance(), Fraction.ONE)
                .equals(range);
    }

    @Test
    void shouldRefuseAKeyThatNobodyCanMeet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NumericKey(
                        List.of(new NumericRange(BigDecimal.ONE, BigDecimal.TWO, HALF)), BigDecimal.ONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NumericRange(BigDecimal.TWO, BigDecimal.ONE, Fraction.ONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextKey(List.of(), TextRules.LENIENT, BigDecimal.ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new TextAnswer("a", Fraction.of(3, 2)));
    }

    private static boolean credit(String accepted, TextRules rules, String given) {
        TextKey key = new TextKey(List.of(new TextAnswer(accepted, Fraction.ONE)), rules, BigDecimal.ONE);
        return Grading.grade(key, new TextResponse(given)).correct();
    }
}
