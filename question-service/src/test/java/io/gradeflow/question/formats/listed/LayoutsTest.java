package io.gradeflow.question.formats.listed;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How collections and exam sites lay questions out. */
class LayoutsTest {

    @Test
    void shouldReadWhatExamSitesShowAround() {
        List<Block> blocks = read("""
            Exam X topic 1 question 12 discussion

            Question #: 12
            Topic #: 1
            [All X Questions]
            Which solution is best? (Choose two.)
            A. One.
            B. Two. Most Voted
            C. Three.
            D. Four. Most Voted
            Show Suggested Answer Hide Answer
            Suggested Answer: BD 🗳️
            Community vote distribution
            BD (72%)
            AB (28%)

            Question #13 Topic 1
            What is next?
            A. One
            B. Two
            Hide Solution Discussion 12
            Correct Answer: B
            """);

        assertThat(blocks).flatExtracting(Block::problems).isEmpty();
        assertThat(drafts(blocks))
                .containsExactly(
                        "Which solution is best? (Choose two.) | One.; *Two.; Three.; *Four.",
                        "What is next? | One; *Two");
        assertThat(blocks)
                .allSatisfy(block -> assertThat(block.draft().explanation()).isNull());
    }

    @Test
    void shouldTakeAnswersThatStandTogetherAtTheEnd() {
        assertThat(drafts(read("""
                        Chapter quiz

                        1. What is two plus two?
                        A) 3
                        B) 4

                        2. Which are primes? (Select two.)
                        A) 2
                        B) 4
                        C) 7

                        3. Capital of France?
                        A) Paris
                        B) London

                        Answers
                        1. B
                        2. A, C
                        3) A. It is.
                        """)))
                .containsExactly(
                        "What is two plus two? | 3; *4",
                        "Which are primes? (Select two.) | *2; 4; *7",
                        "Capital of France? | *Paris; London");
    }

    @Test
    void shouldTakeAnswersOfATableAndOfEachChapter() {
        assertThat(drafts(read("""
                        # One

                        **1. Which?**

                        - A. a
                        - B. b

                        ## Answer Key

                        | Question | Answer |
                        |---|---|
                        | 1 | B |

                        # Two

                        **1. Which then?**

                        - A. c
                        - B. d

                        ## Answer Key

                        1-A
                        """))).containsExactly("Which? | a; *b", "Which then? | *c; d");
    }

    @Test
    void shouldSayWhichQuestionHasNoAnswerAmongThoseAtTheEnd() {
        List<Block> blocks = read("""
            1. One?
            A) a
            B) b
            2. Two?
            A) a
            B) b
            Answers
            2. B
            """);

        assertThat(blocks).extracting(Block::number).containsExactly(1, 2);
        assertThat(blocks.getFirst().problems()).extracting(Problem::code).containsExactly("no-correct-choice");
        assertThat(blocks.getLast().draft().correct()).containsExactly("B");
    }

    @Test
    void shouldKeepNumberedListsInStems() {
        assertThat(drafts(read("""
                        1. Which?
                        A. a
                        B. b
                        Answer: A

                        2. A team has to do three things:
                        1. copy
                        2. encrypt
                        3. delete
                        In which order?
                        A. 1, 2, 3
                        B. 3, 2, 1
                        Answer: A

                        3. Last?
                        A. a
                        B. b
                        Answer: B
                        """)))
                .containsExactly(
                        "Which? | *a; b",
                        "A team has to do three things:\n1. copy\n2. encrypt\n3. delete\nIn which order? | *1, 2, 3; 3, 2, 1",
                        "Last? | a; *b");
    }

    @Test
    void shouldGiveEveryNumberInTheSequenceAVerdict() {
        List<Block> blocks = read("""
            1. Introduction
            2. Questions

            1. Explain this.

            2. Which?
            A. a
            B. b
            Answer: A

            3. Explain the difference.

            4. Numbered?
            i) one
            ii) two
            Answer: i

            5. Last?
            A. a
            B. b
            Answer: B
            """);

        assertThat(blocks).extracting(Block::line).containsExactly(4, 6, 11, 13, 18);
        assertThat(blocks)
                .filteredOn(block -> block.draft() == null)
                .extracting(block -> block.problems().getFirst().code())
                .containsExactly("no-choices", "no-choices", "no-choices");
    }

    @Test
    void shouldReadNumbersOfQuestionsThatAreSomethingElse() {
        List<Block> blocks = read("""
            QUESTION NO: 1
            Which?
            A. a
            B. b
            Answer: B
            Explanation/Reference:
            Because.

            QUESTION NO: 2 HOTSPOT
            Point at it.
            Answer:
            """);

        assertThat(blocks).extracting(Block::line).containsExactly(1, 9);
        assertThat(blocks.getFirst().draft().explanation()).isEqualTo("Because.");
        assertThat(blocks.getLast().problems()).extracting(Problem::code).containsExactly("no-choices");
    }

    private static List<String> drafts(List<Block> blocks) {
        return blocks.stream()
                .flatMap(block -> Stream.ofNullable(block.draft()))
                .map(LayoutsTest::shown)
                .toList();
    }

    private static String shown(Draft draft) {
        return draft.stem() + " | "
                + String.join(
                        "; ",
                        draft.choices().stream()
                                .map(choice -> (choice.correct() ? "*" : "") + choice.text())
                                .toList());
    }

    private static List<Block> read(String text) {
        return ReadFile.of(new ListedReader(), text).blocks();
    }
}
