package io.gradeflow.question.formats.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenTriviaReaderTest {

    @Test
    void shouldReadAnswersByTheirText() {
        ReadFile file = ReadFile.of(new OpenTriviaReader(), """

            #Q Which letter comes
            after A?
            ^ B
            A C
            B b
            C A
            #Q Is it so?
            ^ True
            A True
            B False
            """);

        assertThat(file.blocks()).extracting(Block::line).containsExactly(2, 8);
        assertThat(file.blocks().getFirst().draft().stem()).isEqualTo("Which letter comes\nafter A?");
        assertThat(file.blocks().getFirst().draft().choices())
                .containsExactly(
                        new DraftChoice("A", "C", false),
                        new DraftChoice("B", "b", true),
                        new DraftChoice("C", "A", false));
        assertThat(file.blocks().getLast().draft().correct()).containsExactly("A");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        no-answer            | #Q Which?;A a;B b
        answer-unreadable    | #Q Which?;^ c;A a;B b
        too-few-choices      | #Q Which?;^ a;A a
        no-stem              | #Q;^ a;A a;B b
        repeated-choice      | #Q Which?;^ a;A a;B a
        """)
    void shouldNameTheFaultAndGoOn(String code, String lines) {
        ReadFile file = ReadFile.of(new OpenTriviaReader(), lines.replace(';', '\n') + "\n\n#Q Good?\n^ y\nA y\nB n\n");

        assertThat(file.blocks()).hasSize(2);
        assertThat(file.blocks().getFirst().draft()).isNull();
        assertThat(file.blocks().getFirst().problems())
                .extracting(Problem::code)
                .contains(code);
        assertThat(file.blocks().getLast().draft()).isNotNull();
    }
}
