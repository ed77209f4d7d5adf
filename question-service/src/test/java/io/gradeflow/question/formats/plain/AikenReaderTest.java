package io.gradeflow.question.formats.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AikenReaderTest {

    @Test
    void shouldReadQuestionsWithOrWithoutBlankLines() {
        ReadFile file = ReadFile.of(new AikenReader(), """
            How much is two and two?
            A) three
            B) four
            ANSWER: B
            Which is a colour,
            not a fruit?

            A. green
            B. apple
            answer: a

            """);

        assertThat(file.blocks()).extracting(Block::line).containsExactly(1, 5);
        assertThat(file.blocks().getFirst().draft().choices())
                .containsExactly(new DraftChoice("A", "three", false), new DraftChoice("B", "four", true));
        assertThat(file.blocks().getLast().draft().stem()).isEqualTo("Which is a colour,\nnot a fruit?");
        assertThat(file.blocks().getLast().draft().correct()).containsExactly("A");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Q?;A) a;B) b                      | no-answer
        Q?;A) a;B) b;ANSWER: C            | answer-unreadable
        Q?;A) a;B) b;ANSWER: A, B         | answer-unreadable
        Q?;A) a;B) b;ANSWER:              | answer-unreadable
        Q?;A) a;ANSWER: A                 | too-few-choices
        A) a;B) b;ANSWER: A               | no-stem
        Q?;A) a;B) b;Q?;A) c;ANSWER: A    | no-answer
        Q?;A) a;B);ANSWER: A              | empty-choice
        """)
    void shouldNameTheFaultAndGoOn(String lines, String code) {
        ReadFile file =
                ReadFile.of(new AikenReader(), "Good?\nA) y\nB) n\nANSWER: A\n" + lines.replace(';', '\n') + "\n");

        assertThat(file.blocks()).hasSize(2);
        assertThat(file.blocks().getFirst().draft()).isNotNull();
        assertThat(file.blocks().getLast().draft()).isNull();
        assertThat(file.blocks().getLast().problems()).extracting(Problem::code).contains(code);
    }

    @Test
    void shouldKeepAQuestionWithoutAnAnswerApartFromTheNextOne() {
        ReadFile file = ReadFile.of(new AikenReader(), """
            Which is a colour?

            A. green

            B. apple

            Which is a fruit?
            A. green
            B. apple
            ANSWER: B
            """);

        assertThat(file.blocks()).extracting(Block::line).containsExactly(1, 7);
        assertThat(file.blocks().getFirst().draft()).isNull();
        Problem missing = file.blocks().getFirst().problems().getFirst();
        assertThat(missing.code()).isEqualTo("no-answer");
        assertThat(missing.line()).isEqualTo(1);
        assertThat(file.blocks().getLast().draft().stem()).isEqualTo("Which is a fruit?");
        assertThat(file.blocks().getLast().draft().correct()).containsExactly("B");
    }
}
