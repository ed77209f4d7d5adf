package io.gradeflow.question.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.ReadFile;
import io.gradeflow.question.formats.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which people write the same two questions, each told by its look. */
class VariantsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Numbers before choices, and in the answer.
                """
                1. Spain?
                1) Rome
                2) Madrid
                Answer: 2

                2. Italy?
                1) Rome
                2) Madrid
                Answer: 1
                """,
                """
                Q1. Spain?
                1. Rome
                2. Madrid
                Correct Answer: 2

                Q2. Italy?
                1. Rome
                2. Madrid
                Correct Answer: 1
                """,
                """
                1. Spain?

                1) Rome

                2) Madrid

                Answer: 2

                2. Italy?

                1) Rome

                2) Madrid

                Answer: 1
                """,
                // Letters in brackets, and answers together.
                """
                1. Spain?
                   [A] Rome
                   [B] Madrid

                2. Italy?
                   [A] Rome
                   [B] Madrid

                Answers:
                1. B 2. A
                """,
                """
                1. Spain?
                a. Rome
                b. Madrid

                2. Italy?
                a. Rome
                b. Madrid

                Answer key: 1. b, 2. a
                """,
                """
                1. Spain?
                a. Rome
                b. Madrid

                2. Italy?
                a. Rome
                b. Madrid

                Key: 1b 2a
                """,
                // Stars.
                """
                1) Spain?
                a) Rome
                b) Madrid*

                2) Italy?
                a) Rome *
                b) Madrid
                """,
                """
                1. Spain?
                A. Rome
                *B. Madrid

                2. Italy?
                *A. Rome
                B. Madrid
                """,
                // Round boxes.
                """
                Spain?

                - ( ) Rome
                - (x) Madrid

                Italy?

                - (x) Rome
                - ( ) Madrid
                """,
                // Folded away.
                """
                ### 1. Spain?

                - A. Rome
                - B. Madrid

                <details>
                <summary>Show answer</summary>

                **B**

                </details>

                ### 2. Italy?

                - A. Rome
                - B. Madrid

                <details>
                <summary>Show answer</summary>

                **A**

                </details>
                """,
                """
                1. Spain?

                   A) Rome
                   B) Madrid

                   <details><summary>Click to reveal</summary>
                   B) Madrid
                   </details>

                2. Italy?

                   A) Rome
                   B) Madrid

                   <details><summary>Click to reveal</summary>
                   A) Rome
                   </details>
                """,
                // What other programs put behind answers.
                """
                1. Spain?
                A. Rome
                B. Madrid
                ANS: B PTS: 1 DIF: Easy

                2. Italy?
                A. Rome
                B. Madrid
                ANS: A PTS: 1
                """,
                // Bullets, and lines.
                """
                1. Spain?
                - Rome
                - Madrid

                **Answer:** Madrid

                2. Italy?
                - Rome
                - Madrid

                **Answer:** Rome
                """,
                """
                Question 1 of 2
                Spain?
                Rome
                Madrid
                Correct answer: Madrid

                Question 2 of 2
                Italy?
                Rome
                Madrid
                Correct answer: Rome
                """,
                // Beside each other.
                """
                1. Spain?
                A. Rome      B. Madrid
                Answer: B

                2. Italy?
                A. Rome      B. Madrid
                Answer: A
                """,
                """
                Q.1 Spain?
                (A) Rome (B) Madrid
                Ans. (B)

                Q.2 Italy?
                (a) Rome (b) Madrid
                Ans. (a)
                """,
                // Tags.
                """
                <p>1. Spain?</p>
                <p>A. Rome</p>
                <p>B. Madrid</p>
                <p>Answer: B</p>
                <p>2. Italy?</p>
                <p>A. Rome</p>
                <p>B. Madrid</p>
                <p>Answer: A</p>
                """,
                """
                **1. Spain?**<br>
                A. Rome<br>
                B. Madrid<br>
                **Answer: B**

                **2. Italy?**<br>
                A. Rome<br>
                B. Madrid<br>
                **Answer: A**
                """,
                // Names before stems, and a dash before the answer.
                """
                Question: Spain?
                A. Rome
                B. Madrid
                Answer - B

                Question: Italy?
                A. Rome
                B. Madrid
                Answer - A
                """,
                // GIFT without blank lines.
                """
                ::one:: Spain? {~Rome =Madrid}
                ::two:: Italy? {=Rome ~Madrid}
                """,
                // Tables.
                "Q;Options;Ans\nSpain?;\"A) Rome\nB) Madrid\";B\nItaly?;\"A. Rome; B. Madrid\";A\n",
                "No.,Question,Answer A,Answer B,True Answer\n1,Spain?,Rome,Madrid,B\n2,Italy?,Rome,Madrid,A\n",
            })
    void shouldReadTwoQuestionsHoweverTheyAreWritten(String file) throws IOException {
        assertThat(read(file)).isEqualTo("Spain? Rome Madrid=B; Italy? Rome Madrid=A");
        assertThat(read(file.replace("\n", "\r\n"))).isEqualTo("Spain? Rome Madrid=B; Italy? Rome Madrid=A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Question,Correct Answer,Wrong Answer 1\nSpain?,Madrid,Rome\nItaly?,Rome,Madrid\n",
                "Question,Answer,Distractor 1,Distractor 2\nSpain?,Madrid,Rome,\nItaly?,Rome,Madrid,\n"
            })
    void shouldMixWhatIsRightWithWhatIsWrong(String table) throws IOException {
        assertThat(read(table)).isEqualTo("Spain? Madrid Rome=A; Italy? Madrid Rome=B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. The earth is flat.\nTrue\nFalse\nAnswer: False\n\n2. Water is wet.\n\nAnswer: True\n",
                "## Question 1\nThe earth is flat.\n\nAnswer: False\n\n## Question 2\nWater is wet.\n\nAnswer: True\n"
            })
    void shouldReadStatements(String file) throws IOException {
        assertThat(read(file)).isEqualTo("The earth is flat. True False=false; Water is wet. True False=true");
    }

    @Test
    void shouldGoOnBehindExplanationsWithoutABlankLine() throws IOException {
        String file = """
                1. Spain?
                a) Rome
                b) Madrid
                View Answer
                Answer: b
                Explanation: Two things:
                1. It is large.
                2. It is known.
                2. Italy?
                a) Rome
                b) Madrid
                View Answer
                Answer: a
                Explanation: It is.
                3. France?
                a) Paris
                b) Madrid
                View Answer
                Answer: a
                """;

        assertThat(read(file.replace("Two things:\n1. It is large.\n2. It is known.", "It is.")))
                .isEqualTo("Spain? Rome Madrid=B; Italy? Rome Madrid=A; France? Paris Madrid=A");
        // Numbers in an explanation are its own; what follows has to be apart.
        assertThat(read(file.replace("\n2. Italy", "\n\n2. Italy")))
                .isEqualTo("Spain? Rome Madrid=B; Italy? Rome Madrid=A; France? Paris Madrid=A");
    }

    /** What can be meant in two ways, or says nothing of what is right. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. Two?\n1) 2\n2) 1\nAnswer: 2\n",
                "1. Spain?\n- Rome\n- Madrid\n\nAnswer: Lisbon\n",
                "1. Spain?\nA. Rome*\nB. Madrid*\n\nAnswer: see below\n",
                "1. Name a planet.\n\nAnswer: Jupiter\n",
            })
    void shouldGuessNothing(String file) throws IOException {
        Format format = Format.of(Format.AUTO, upload(file));

        assertThat(ReadFile.of(format.reader(), file).blocks())
                .allSatisfy(block -> assertThat(block.draft()).isNull());
    }

    private static String read(String file) throws IOException {
        Format format = Format.of(Format.AUTO, upload(file));
        return ReadFile.of(format.reader(), file).blocks().stream()
                .map(VariantsTest::shown)
                .collect(Collectors.joining("; "));
    }

    private static String shown(Block block) {
        Draft draft = block.draft();
        if (draft == null) {
            return block.problems().toString();
        }
        List<String> texts =
                draft.choices().stream().map(choice -> choice.text()).toList();
        return draft.stem() + " " + String.join(" ", texts) + "=" + String.join(",", draft.correct());
    }

    private static Upload upload(String file) throws IOException {
        return Upload.of(() -> new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }
}
