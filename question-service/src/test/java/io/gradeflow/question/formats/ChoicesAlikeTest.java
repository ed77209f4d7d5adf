package io.gradeflow.question.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.listed.ListedReader;
import io.gradeflow.question.formats.plain.OpenTriviaReader;
import io.gradeflow.question.formats.table.TableReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Choices are the same only if they read the same. */
class ChoicesAlikeTest {

    @ParameterizedTest
    @CsvSource({
        "-r, -R, choices-alike",
        "10², 102,",
        "x₂, x2,",
        "½, 1⁄2,",
        "'a  b', a b, repeated-choice",
        "a, a, repeated-choice"
    })
    void shouldTellChoicesApartThatReadDifferently(String one, String other, String problem) {
        ReadFile file = read("1. Which?\nA. " + one + "\nB. " + other + "\nC. else\nAnswer: B\n");

        assertThat(file.problems()).isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void shouldKnowAnAnswerByItsTextAsItReads() {
        String choices = "1. Which option?\nA. -r\nB. -R\nC. 10²\nD. 102\nE. Else\nAnswer: ";

        assertThat(read(choices + "-R\n").draft().correct()).containsExactly("B");
        assertThat(read(choices + "102\n").draft().correct()).containsExactly("D");
        assertThat(read(choices + "else\n").draft().correct()).containsExactly("E");
        assertThat(read("1. Which?\nA. up\nB. Up\nAnswer: UP\n").problems()).contains("answer-unreadable");
    }

    @Test
    void shouldKnowItInTablesAndTriviaToo() {
        Draft order = ReadFile.of(new TableReader(), "question,type,choices,answer\nOrder?,ordering,-r|-R|x,x|-R|-r\n")
                .draft();
        Draft trivia = ReadFile.of(new OpenTriviaReader(), "#Q Which?\n^ -R\nA -r\nB -R\n")
                .draft();

        assertThat(order.choices()).extracting(DraftChoice::text).containsExactlyInAnyOrder("-r", "-R", "x");
        assertThat(trivia.correct()).containsExactly("B");
    }

    @Test
    void shouldKeepAnswersOfPairsApart() {
        Draft draft = ReadFile.jsonLines("""
            {"type": "matching", "stem": "What?", "pairs": [{"prompt": "recursive", "answer": "-R"}, {"prompt": "reverse", "answer": "-r"}]}
            """).draft();

        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("-R", "-r");
    }

    private static ReadFile read(String text) {
        return ReadFile.of(new ListedReader(), text);
    }
}
