package io.gradeflow.question.formats.marked;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where numbers, bullets and headings begin a question, and where they belong to one. */
class MarkedTextNumbersTest {

    @Test
    void shouldReadQuestionsThatBeginWithTheirNumber() {
        for (String head :
                List.of("Q1: %s", "**Q1: %s**", "Question 1\n\n%s", "### Question 1: %s", "1. %s", "**1.** %s")) {
            ReadFile file = ReadFile.markedText("# Title\n\nTen questions on letters.\n\n## Section 1: Basics\n\n"
                    + head.formatted("Which is first?")
                    + "\n\nA. a (Correct)\n\nB. b\n\n*Rationale: It is.*\n\n## Section 2\n\n"
                    + head.replace("1", "2").formatted("Which is last?") + "\n\nA. y\n\nB. z (Correct)\n\n------\n\n"
                    + head.replace("1", "3").formatted("Which is neither?") + "\n\nb (Correct)\n\na\n");

            assertThat(file.blocks())
                    .extracting(block -> block.draft().stem())
                    .as(head)
                    .containsExactly("Which is first?", "Which is last?", "Which is neither?");
            assertThat(file.blocks().getFirst().draft().explanation()).isEqualTo("It is.");
            assertThat(file.blocks())
                    .allSatisfy(block -> assertThat(block.problems()).isEmpty());
        }
    }

    @Test
    void shouldTakeHowSomebodyDidForNoStem() {
        ReadFile file = ReadFile.markedText("""
                Question 1: Correct

                Which is first?

                a (Correct)

                b

                **Question 2: Skipped**

                Which is second?

                a

                b (Correct)

                Question 3Incorrect

                Which is third?

                c (Correct)

                d

                Question 4: Correct or not?

                Correct

                Not (Correct)
                """);

        assertThat(file.blocks())
                .extracting(block -> block.draft().stem())
                .containsExactly("Which is first?", "Which is second?", "Which is third?", "Correct or not?");
        assertThat(file.blocks()).extracting(Block::line).containsExactly(1, 9, 17, 25);
    }

    @Test
    void shouldLeaveIdAndTopicWithTheQuestionWhoseNumberFollows() {
        ReadFile file = ReadFile.markedText("""
                Id: one
                Topic: data

                Question 1: Which?

                a (Correct)

                b
                ---
                Id: two

                2. Which?

                c (Correct)

                d
                """);

        assertThat(file.blocks())
                .extracting(block -> block.draft().externalId())
                .containsExactly("one", "two");
        assertThat(file.blocks()).extracting(block -> block.draft().stem()).containsOnly("Which?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- a ✅\n- b\n",
                "* a (Correct)\n* b\n",
                "- A. a (Correct)\n- B. b\n",
                "**A.** a **(Correct)**\n**B.** b\n"
            })
    void shouldReadChoicesBehindBullets(String choices) {
        assertThat(ReadFile.markedText("Which one?\n\n" + choices).draft().choices())
                .containsExactly(new DraftChoice("A", "a", true), new DraftChoice("B", "b", false));
    }

    @Test
    void shouldTakeRemarksInCodeForNoHeadings() {
        ReadFile file = ReadFile.markedText("""
                A script runs.

                # load it
                x = 1

                ```
                ## and more
                Question 2: none
                ```

                What is left in x?

                1 (Correct)

                2

                ## A section

                ### Which is last?

                z (Correct)

                a
                """);

        assertThat(file.blocks()).hasSize(2);
        assertThat(file.blocks().getFirst().draft().stem())
                .contains("# load it x = 1", "## and more", "What is left in x?");
        assertThat(file.blocks().getLast().draft().stem()).isEqualTo("Which is last?");
    }

    @Test
    void shouldKeepANumberedListInAStem() {
        Draft draft = ReadFile.markedText(
                        "1. Load the data\n2. Split it\n\nWhat comes next?\n\nTrain (Correct)\n\nDeploy\n")
                .draft();

        assertThat(draft.stem()).isEqualTo("1. Load the data\n2. Split it\n\nWhat comes next?");
    }

    @Test
    void shouldKeepNumberedChoicesAndListsInTheirQuestions() {
        List<Block> blocks = ReadFile.markedText("""
                1. Which is first?

                1) p (Correct)

                2) q

                3) r

                2. What is next?
                1. copy
                2. encrypt

                a (Correct)

                b
                """).blocks();

        assertThat(blocks).extracting(Block::line).containsExactly(1, 9);
        assertThat(blocks.getFirst().draft().choices())
                .extracting(DraftChoice::text)
                .containsExactly("p", "q", "r");
        assertThat(blocks.getLast().draft().stem()).startsWith("What is next?").contains("copy", "encrypt");
    }

    @Test
    void shouldGiveAVerdictOnAQuestionWithoutMarksBeforeANumber() {
        List<Block> blocks = ReadFile.markedText("""
                What an author says.

                Q1: Which?
                A. a
                B. b

                Q2: Which then?
                A. a (Correct)
                B. b
                """).blocks();

        assertThat(blocks).extracting(Block::line).containsExactly(3, 7);
        assertThat(blocks.getFirst().problems()).extracting(Problem::code).contains("no-correct-choice");
    }

    @Test
    void shouldKeepAListInTheStem() {
        Draft draft = ReadFile.markedText("""
                The pipeline has to

                - read from S3

                - write to a feature store

                Which service fits?

                Glue (Correct)

                Polly
                """).draft();

        assertThat(draft.stem())
                .isEqualTo("The pipeline has to\n\n- read from S3\n- write to a feature store\n\nWhich service fits?");
        assertThat(draft.choices()).hasSize(2);
    }
}
