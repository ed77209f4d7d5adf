package io.gradeflow.question.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pattern that looks at each blank again for each blank would be at it for hours. */
class LongLinesTest {

    private static final String BLANKS = " ".repeat(200_000);

    @ParameterizedTest
    @ValueSource(strings = {"Q", "Question", "Question no", "# Q", "Q1", "Q1 of", "1.", "(1)"})
    @Timeout(60)
    void shouldReadALineOfBlanks(String beginning) {
        assertThat(QuestionHead.of(beginning + BLANKS + "x")).satisfies(head -> {
            assertThat(head.isEmpty() || head.get().rest().equals("x")).isTrue();
        });
    }
}
