package io.gradeflow.question.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Choices may look like letters, and letters like choices. */
class AnswerTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        x / y / z              | B              | B
        x / y / z              | a, C           | A and C
        x / y / z              | B and C.       | B and C
        x / y / z              | **B**          | B
        x / y / z              | AC             | A and C
        x / y / z              | (B)            | B
        x / y / z              | Option B       | B
        x / y / z              | B. y           | B
        x / y / z              | B. Because so. | B
        x / y / z              | A. x, C. z     | A and C
        x / y / z              | y              | B
        x / y / z              | x; z           | A and C
        x / y / z              | BC (72%)       | B and C
        x / y / z              | AC 🗳️          | A and C
        Hash / Bitmap / B-tree | B-tree         | C
        A / A-record / B       | A-record       | B
        x / y / z              | B - y          | B
        x / y / z              | A. and C.      | A and C
        x / y / z              | A., C.         | A and C
        x / y / z              | A. C           | A and C
        x / y / z              | A.C            | A and C
        x / y / z              | A and C:       | A and C
        x / y / z              | (A), (C)       | A and C
        x / y / z              | A) and C)      | A and C
        x / y / z              | **A. x** and **C. z** | A and C
        x / y / z              | a. x, c. z     | A and C
        x / y / z              | (A) x, (C) z   | A and C
        x / y / z              | A: x, C: z     | A and C
        x / y / z              | A - x, C - z   | A and C
        x / y / z              | A. x. C. z.    | A and C
        x / y / z              | Option A and option C | A and C
        x / y / z              | `B`            | B
        x / y / z              | B, because the first is slow | B
        x / y / z              | B (the first is slow) | B
        x / y / z              | B. It is fast. C. is slow. | B
        C / N / O              | A. C           | A
        """)
    void shouldReadWhatIsRight(String choices, String answer, String places) {
        assertThat(read(choices, answer)).isEqualTo(places);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        O / A / B / AB              | A        | B, or as A
        A / B / AB / O              | AB       | C, or as A and B
        CA / AD / DC / BD           | AD       | B, or as A and D
        red / blue / A and B / none | A and B  | C, or as A and B
        London / Paris              | A. Paris | A, or as B
        x / y / z                   | A. fast, C. slow | A and C, or as A
        x / y / z                   | A. x. C. Slow. | A and C, or as A
        x / Type A / z              | B. A     | A and B, or as B
        """)
    void shouldTakeNoneOfSeveralReadings(String choices, String answer, String readings) {
        AnswerText text = AnswerText.of(answer, List.of(choices.split(" / ")));

        assertThat(text.places()).isEmpty();
        assertThat(text.unreadable(7).message()).contains("can be read as " + readings);
    }

    @Test
    void shouldReadSeveralOnLinesOfTheirOwn() {
        assertThat(read("x / y / z", "A. x\nC. z")).isEqualTo("A and C");
        assertThat(read("x / y / z", "B. y\nA. It is slow.")).isEmpty();
        assertThat(read("x / y / z", "A\nC")).isEqualTo("A and C");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "D",
                "A, D",
                "AA",
                "none of these",
                "",
                "1",
                "A, B!",
                "A (and C)",
                "A because x, and C because z",
                "B, because A is slow"
            })
    void shouldNotGuess(String answer) {
        assertThat(read("x / y / z", answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A   ", "A and ", "A, ", " ", "*", "(A) ", "A. ", "🗳️", "(1%)"})
    @Timeout(20)
    void shouldBeQuickWhateverItReads(String piece) {
        assertThat(read("x / y", piece.repeat(50_000) + "!")).hasSizeLessThan(2);
        assertThat(read("x / y", piece.repeat(24) + "!")).hasSizeLessThan(2);
    }

    private static String read(String choices, String answer) {
        SortedSet<Integer> places =
                AnswerText.of(answer, List.of(choices.split(" / "))).places().orElse(Collections.emptySortedSet());
        return places.stream().map(ChoiceQuestion::id).collect(Collectors.joining(" and "));
    }
}
