package io.gradeflow.question.formats.listed;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that stand apart from their questions, where each chapter counts from 1. */
class AnswerListsTest {

    @Test
    void shouldGiveEachChapterTheAnswersBeneathItsTitle() {
        List<Block> blocks = read("""
            Chapter 1

            %s
            Chapter 2

            %s
            Answer key
            Chapter 1
            1. A
            2. B
            Chapter 2
            1. B
            2. A
            """.formatted(questions("one", 2), questions("two", 2)));

        assertThat(correct(blocks)).containsExactly("A", "B", "B", "A");
        assertThat(problems(blocks)).isEmpty();
    }

    @Test
    void shouldFindTheTitlesInWhateverOrderTheAnswersStand() {
        List<Block> blocks = read("""
            # Book
            ## Chapter 1: Disks
            %s
            ## Chapter 2: Nets
            %s
            # Answers
            ## Chapter 2
            1. B
            2. A
            ## Chapter 1
            1. A
            2. B
            """.formatted(questions("one", 2), questions("two", 2)));

        assertThat(correct(blocks)).containsExactly("A", "B", "B", "A");
        assertThat(problems(blocks)).isEmpty();
    }

    @Test
    void shouldFindTheTitlesOfListsThatHaveTitlesOfTheirOwn() {
        List<Block> blocks = read("""
            ## Disks
            %s
            ## Nets
            %s
            ## Nets
            ### Answers
            1. B
            2. A

            ## Disks
            ### Answers
            1. A
            2. B
            """.formatted(questions("one", 2), questions("two", 2)));

        assertThat(correct(blocks)).containsExactly("A", "B", "B", "A");
        assertThat(problems(blocks)).isEmpty();
    }

    @Test
    void shouldGoByTheOrderOfListsThatAgreeInAllNumbersAndSaySo() {
        List<Block> blocks = read("""
            %s
            %s
            Answers
            1. A
            2. B
            1. B
            2. A
            3. A
            """.formatted(questions("one", 2), questions("two", 3)));

        assertThat(correct(blocks)).containsExactly("A", "B", "B", "A", "A");
        assertThat(problems(blocks)).hasSize(5).containsOnly("answer-by-order");
        assertThat(blocks.getLast().problems().getFirst().message()).contains("from line 28");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. A\n2. B\n",
                "1. A\n2. B\n1. B\n",
                "1. A\n2. B\n1. B\n2. A\n1. A\n2. A\n",
                "Chapter 8\n1. A\n2. B\nChapter 9\n1. B\n"
            })
    void shouldGuessNothingWhereListsAndQuestionsDisagree(String list) {
        List<Block> blocks = read(questions("one", 2) + questions("two", 2) + "Answers\n" + list);

        assertThat(blocks)
                .hasSize(4)
                .allSatisfy(block -> assertThat(block.draft()).isNull());
        assertThat(blocks.getFirst().problems()).extracting(Problem::code).containsExactly("answer-ambiguous");
        assertThat(blocks.getFirst().problems().getFirst().message())
                .contains("the question in line " + blocks.get(2).line())
                .contains("title of each chapter");
    }

    @Test
    void shouldTakeAListBehindAChapterForThatChapter() {
        List<Block> blocks = read("""
            %s
            Answers
            1. A
            2. B

            Chapter 2

            %s
            Answers
            1. B
            2. A
            """.formatted(questions("one", 3), questions("two", 2)));

        assertThat(correct(blocks)).containsExactly("A", "B", "-", "B", "A");
        assertThat(problems(blocks)).containsExactly("no-correct-choice");
    }

    @Test
    void shouldSeeWhereQuestionsGoOnBehindAListThatLacksTheirNumber() {
        List<Block> blocks = read("""
            %s
            Answers
            2. B
            3. A

            Chapter 2

            %s
            Answers
            1. B
            2. A
            """.formatted(questions("one", 3), questions("two", 2)));

        assertThat(blocks).hasSize(5);
        assertThat(correct(blocks)).containsExactly("-", "B", "A", "B", "A");
    }

    @Test
    void shouldTakeAStemForNoAnswerThoughItAsksNothing() {
        List<Block> blocks = read("""
            1. Here?
            A. a
            B. b
            2. There?
            A. a
            B. b
            3. Where?
            A. a
            B. b

            Answers
            1. B
            2. A
            3. Complete the sentence
            that begins here
            A. so.
            B. otherwise.
            Answer: B
            """);

        assertThat(blocks).hasSize(4);
        assertThat(correct(blocks)).containsExactly("B", "A", "-", "B");
        assertThat(blocks.getLast().draft().stem()).isEqualTo("Complete the sentence\nthat begins here");
    }

    @Test
    void shouldReadAnswersInColumnsAndByTheirTexts() {
        List<Block> blocks = read("""
            %s
            Answer key

            | 1 | A | 3 | B |
            |---|---|---|---|
            | 2 | B | 4 | A |
            """.formatted(questions("one", 4)));

        assertThat(correct(blocks)).containsExactly("A", "B", "B", "A");
        assertThat(correct(read(questions("one", 2) + "Answers\n1. no one\n2. one 2\n")))
                .containsExactly("B", "A");
    }

    private static String questions(String word, int count) {
        return String.join(
                "",
                IntStream.rangeClosed(1, count)
                        .mapToObj(number ->
                                "%d. Which of %s?\nA. %s %d\nB. no %s\n\n".formatted(number, word, word, number, word))
                        .toList());
    }

    private static List<String> correct(List<Block> blocks) {
        return blocks.stream()
                .map(block -> block.draft() == null
                        ? "-"
                        : String.join(",", block.draft().correct()))
                .toList();
    }

    private static List<String> problems(List<Block> blocks) {
        return blocks.stream()
                .flatMap(block -> block.problems().stream())
                .map(Problem::code)
                .toList();
    }

    private static List<Block> read(String text) {
        return ReadFile.of(new ListedReader(), text).blocks();
    }
}
