package io.gradeflow.question.formats.listed;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class StarMarksTest {

    private static final String WILDCARD = "1. Which action?\nA. s3:Get*\nB. s3:GetObject\n\n";

    @Test
    void shouldTakeAWildcardForNoMark() {
        List<Block> blocks = read(WILDCARD);

        assertThat(codes(blocks.getFirst())).containsExactly("answer-unreadable", "no-correct-choice");
        assertThat(blocks.getFirst().problems().getFirst().message()).contains("the end of A", "add a line Answer:");
    }

    @Test
    void shouldMissTheKeyWhereOtherQuestionsHaveAnswerLines() {
        List<Block> blocks = read("""
            1. Which action?
            A. s3:Get*
            B. s3:GetObject

            2. Which now?
            A. one *
            B. two

            3. Which then?
            A. one
            B. two
            Answer: B
            """);

        assertThat(blocks).extracting(block -> block.draft() == null).containsExactly(true, true, false);
        assertThat(blocks.get(1).problems().getFirst().message()).contains("Other questions of the file");
    }

    @Test
    void shouldTakeStarsThatTheFileUsesAsMarks() {
        List<Block> blocks = read("""
            1. One?
            A. a *
            B. b

            2. Two?
            A. s3:Get*
            B. s3:Put *

            3. Three?
            A. c
            B. d
            C. e *
            """);

        assertThat(blocks)
                .extracting(block -> block.draft().correct())
                .containsExactly(List.of("A"), List.of("B"), List.of("C"));
        assertThat(blocks.get(1).draft().choices())
                .extracting(DraftChoice::text)
                .containsExactly("s3:Get*", "s3:Put");
        assertThat(blocks).allSatisfy(block -> assertThat(codes(block)).isEmpty());
    }

    @Test
    void shouldWarnOfStarsThatMayBeAPartOfTheText() {
        List<Block> blocks = read("""
            1. One?
            A. a*
            B. b

            2. Two?
            A. c
            B. d*
            """);

        assertThat(blocks).extracting(block -> block.draft().correct()).containsExactly(List.of("A"), List.of("B"));
        assertThat(blocks).allSatisfy(block -> assertThat(codes(block)).containsExactly("key-by-stars"));
        assertThat(codes(read("One?\nA. a *\nB. b\n").getFirst())).containsExactly("key-by-stars");
    }

    private static List<String> codes(Block block) {
        return block.problems().stream().map(Problem::code).toList();
    }

    private static List<Block> read(String text) {
        return ReadFile.of(new ListedReader(), text).blocks();
    }
}
