package io.gradeflow.question.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.listed.ListedReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of text and Markdown files comes through to the character. */
class CodeTest {

    private static final String CODE = """
            ```python
            >>> def f(x):
                if x:

            \t\treturn "<p>&lt;br></p>"  # <!-- no comment -->

            Id: none
            topic: neither
            ---
            1. no question
            A. no choice
            > no quotation
            ```""";

    @Test
    void shouldKeepCodeInStemsChoicesAndExplanations() {
        Draft draft = ReadFile.of(new ListedReader(), """
            1. What does this print?

            %1$s

            A. This:
            %1$s
            B.

            %2$s

            Answer: B

            Explanation: Because of
            %1$s
            """.formatted(CODE, indented(CODE)))
                .draft();

        assertThat(draft.stem()).isEqualTo("What does this print?\n\n" + CODE);
        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("This:\n" + CODE, CODE);
        assertThat(draft.explanation()).isEqualTo("Because of\n" + CODE);
    }

    @Test
    void shouldKeepCodeInMarkedText() {
        Draft draft = ReadFile.markedText("""
            Id: q-1
            What does this print?

            %1$s

            A. This:
            %1$s
            B. %1$s
            (Correct)

            Explanation: Because of
            %1$s
            ---
            """.formatted(CODE)).draft();

        assertThat(draft.externalId()).isEqualTo("q-1");
        assertThat(draft.topics()).isEmpty();
        assertThat(draft.stem()).isEqualTo("What does this print?\n\n" + CODE);
        assertThat(draft.choices())
                .containsExactly(new DraftChoice("A", "This:\n" + CODE, false), new DraftChoice("B", CODE, true));
        assertThat(draft.explanation()).isEqualTo("Because of\n" + CODE);
    }

    @Test
    void shouldKeepCodeThatBeginsBehindABox() {
        Draft draft = ReadFile.of(new ListedReader(), """
            Which?

            - [ ] ```js
              if (a) {
                b
              }
              ```
            - [x] ```js
              c
              ```
            """).draft();

        assertThat(draft.choices())
                .containsExactly(
                        new DraftChoice("A", "```js\nif (a) {\n  b\n}\n```", false),
                        new DraftChoice("B", "```js\nc\n```", true));
    }

    @Test
    void shouldKeepTagsAndTabsInBackticks() {
        Draft draft = ReadFile.of(new ListedReader(), """
            1. What is `<p>\t<b>x</b></p><!-- c -->`, <b>really</b>?
            A. `<div>`
            B. `<strong>  B. x</strong>` <center>so</center>
            Answer: A
            Explanation: `<summary>` it is.
            """).draft();

        assertThat(draft.stem()).isEqualTo("What is `<p>\t<b>x</b></p><!-- c -->`, really?");
        assertThat(draft.choices())
                .extracting(DraftChoice::text)
                .containsExactly("`<div>`", "`<strong>  B. x</strong>` so");
        assertThat(draft.explanation()).isEqualTo("`<summary>` it is.");
    }

    @Test
    void shouldWriteFencesThatNotAllKnowSoThatCodeStaysCode() {
        Draft draft = ReadFile.of(new ListedReader(), """
            1. Which?
            > ~~~c++
            > a &amp;&amp; b
            >     > c
            > ~~~
            A. a
            B. b
            Answer: A
            """).draft();

        assertThat(draft.stem()).isEqualTo("Which?\n```cpp\na &amp;&amp; b\n    > c\n```");
    }

    @ParameterizedTest
    @ValueSource(strings = {"```", "~~~", "```sql"})
    void shouldNotSwallowQuestionsWhereTheEndOfCodeWasForgotten(String fence) {
        List<Block> marked =
                ReadFile.markedText("""
            One?
            %1$s
            code
            A. a (Correct)
            B. b
            ---
            Two?
            %1$s
            code
            %2$s
            A. c
            B. d (Correct)
            """.formatted(fence, fence.substring(0, 3))).blocks();
        List<Block> listed = ReadFile.of(new ListedReader(), """
            1. One?
            %1$s
            code
            A. a
            B. b
            Answer: A
            2. Two?
            %1$s
            code
            %2$s
            A. c
            B. d
            Answer: B
            """.formatted(fence, fence.substring(0, 3)))
                .blocks();

        for (List<Block> blocks : List.of(marked, listed)) {
            assertThat(blocks).extracting(block -> block.draft().correct()).containsExactly(List.of("A"), List.of("B"));
        }
    }

    @Test
    void shouldReadABankThatStandsBetweenFencesWhole() {
        List<Block> blocks = ReadFile.markedText("```\nOne?\n\na (Correct)\n\nb\n---\nTwo?\n\nc\n\nd (Correct)\n```\n")
                .blocks();

        assertThat(blocks).hasSize(2);
    }

    private static String indented(String code) {
        return code.replaceAll("(?m)^(?=.)", "   ");
    }
}
