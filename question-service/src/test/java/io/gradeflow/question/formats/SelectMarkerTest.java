package io.gradeflow.question.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectMarkerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Which hold? (Select TWO.)   | 2
        Which hold? Choose 3.       | 3
        Select one:                 | 1
        Pick exactly four of them   | 4
        Select one or the other     | 1
        """)
    void shouldReadHowManyAreToBeSelected(String stem, int count) {
        assertThat(SelectMarker.in(stem)).contains(new SelectMarker(OptionalInt.of(count)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Select one or more:",
                "Which hold? (Choose two or more.)",
                "Select 2 (or more)",
                "Select at least two",
                "Pick at least 1.",
                "Choose one or two answers",
                "Which hold? (Select all that apply)"
            })
    void shouldAllowAnyNumberWhereNoneIsSaidExactly(String stem) {
        assertThat(SelectMarker.in(stem)).contains(new SelectMarker(OptionalInt.empty()));
    }

    @Test
    void shouldFindNothingWhereNothingIsSaid() {
        assertThat(SelectMarker.in("Which one or more of them would you select?"))
                .isEmpty();
    }
}
