package io.gradeflow.question.formats.listed;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListedReaderTest {

    @Test
    void shouldReadBoxesUnderHeadingsAndLeaveOutWhatStandsAround() {
        ReadFile file = read("""
            # A collection

            ![Banner](banner.png)

            - ✔️ [a link](https://example.org),
            - another

            1. Always at your service
            2. Never out of order

            ### Which keys sort? (Choose two.)

            - [x] A range key.
            - [ ] A hash key.
            * [X] A sort key.

            **[⬆ Back to Top](#top)**

            ### Is it durable?

            1. [ ] Yes.
            2. [x] No.
            """);

        assertThat(file.blocks()).extracting(Block::line).containsExactly(11, 19);
        assertThat(file.blocks())
                .allSatisfy(block -> assertThat(block.problems()).isEmpty());
        assertThat(file.blocks().getFirst().draft().stem()).isEqualTo("Which keys sort? (Choose two.)");
        assertThat(file.blocks().getFirst().draft().choices())
                .containsExactly(
                        new DraftChoice("A", "A range key.", true),
                        new DraftChoice("B", "A hash key.", false),
                        new DraftChoice("C", "A sort key.", true));
        assertThat(file.blocks().getFirst().draft().explanation()).isNull();
        assertThat(file.blocks().getLast().draft().correct()).containsExactly("B");
    }

    @Test
    void shouldReadTheKeyBelowBoxesThatNobodyTicked() {
        ReadFile file = read("""
            ## Question 1

            Which of these are primes? (Select TWO.)

            - [ ] 2
            - [ ] 4
            - [ ] 5

            <details>
            <summary>Show answer</summary>

            A, C

            Four is two times two.
            </details>

            ## Question 2
            Which is even?
            - [ ] 3
            - [ ] 8

            Correct Answer: B
            Explanation: Eight is.
            """);

        assertThat(file.blocks())
                .hasSize(2)
                .allSatisfy(block -> assertThat(block.problems()).isEmpty());
        assertThat(file.blocks().getFirst().draft().stem()).isEqualTo("Which of these are primes? (Select TWO.)");
        assertThat(file.blocks().getFirst().draft().correct()).containsExactly("A", "C");
        assertThat(file.blocks().getFirst().draft().explanation()).isEqualTo("Four is two times two.");
        assertThat(file.blocks().getLast().draft().stem()).isEqualTo("Which is even?");
        assertThat(file.blocks().getLast().draft().correct()).containsExactly("B");
        assertThat(file.blocks().getLast().draft().explanation()).isEqualTo("Eight is.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Answer: B                          | B
        Answer: b.                         | B
        Correct Answer: AC                 | A,C
        **Answer:** A, C                   | A,C
        **Answer: A and C**                | A,C
        **Correct answers**: A & C         | A,C
        The correct answer is: C           | C
        The correct answer is C.           | C
        Ans: (B)                           | B
        Ans. (B)                           | B
        Correct: B                         | B
        Suggested Answer: B                | B
        Answer : B                         | B
        Answer: B) Second                  | B
        Answer: C. third, as was said      | C
        Answer: Second                     | B
        *Key:* a/c                         | A,C
        <details><summary>Answer</summary>B</details>                       | B
        <details><summary>Answer: B</summary>Because.</details>             | B
        <details markdown=1><summary>Answer</summary>Correct answer: A, C</details> | A,C
        #### Answer: B                     | B
        > Answer: B                        | B
        """)
    void shouldReadAnAnswerLine(String line, String correct) {
        Draft draft = read("1. Which?\n   - A. First\n   - B. Second\n   - C. Third\n\n" + line + "\n")
                .draft();

        assertThat(draft.stem()).isEqualTo("Which?");
        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("First", "Second", "Third");
        assertThat(String.join(",", draft.correct())).isEqualTo(correct);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A. First\nB. Second",
                "a) First\nb) Second",
                "(A) First\n(B) Second",
                "* A. First\n* B. Second",
                "**A.** First\n**B.** Second",
                "A: First\n\nB: Second",
                "- **A)** First\n- **B)** Second"
            })
    void shouldReadChoicesWithLetters(String choices) {
        Draft draft = read("Which one?\n\n" + choices + "\n\nAnswer: B").draft();

        assertThat(draft.stem()).isEqualTo("Which one?");
        assertThat(draft.choices())
                .containsExactly(new DraftChoice("A", "First", false), new DraftChoice("B", "Second", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Q1: One?",
                "**Q1: One?**",
                "Question 1\nOne?",
                "### Question 1: One?",
                "1. One?",
                "**1.** One?",
                "1) One?",
                "Question #1\n\nOne?",
                "Question #: 1\nTopic #: 1\nOne?",
                "QUESTION NO: 1\nOne?",
                "1. **One?**",
                "**Question 1 of 2**\n\nOne?",
                "## 1. One?"
            })
    void shouldBeginAQuestionWithItsNumber(String head) {
        String other = head.replaceFirst("1", "2").replace("One", "Two");
        ReadFile file = read(head + "\nA. a\nB. b\n\nAnswer: A\n\n" + other + "\nA. c\nB. d\n\nAnswer: B\n");

        assertThat(file.blocks()).extracting(block -> block.draft().stem()).containsExactly("One?", "Two?");
        assertThat(file.blocks())
                .extracting(block -> block.draft().correct())
                .containsExactly(List.of("A"), List.of("B"));
    }

    @Test
    void shouldTellQuestionsApartThatHaveNeitherHeadingsNorNumbers() {
        ReadFile file = read("""
            Which is first?
            A. a
            B. b
            Answer: A
            Explanation: It is.

            Which is last,
            and why?

            A. c
            B. d
            Answer: B
            """);

        assertThat(file.blocks())
                .extracting(block -> block.draft().stem())
                .containsExactly("Which is first?", "Which is last,\nand why?");
        assertThat(file.blocks().getFirst().draft().explanation()).isEqualTo("It is.");
        assertThat(file.blocks()).extracting(Block::line).containsExactly(1, 7);
    }

    @Test
    void shouldTakeLettersAndNumbersInAnExplanationForNoQuestions() {
        ReadFile file = read("""
            1. Which is first?
            A. a
            B. b
            Answer: A
            Explanation: Both were looked at.

            A. It stands first.
            B. It doesn't.

            1. Look.
            2. Choose.

            2. Which is last?
            A. c
            B. d
            Answer: B
            """);

        assertThat(file.blocks())
                .extracting(block -> block.draft().stem())
                .containsExactly("Which is first?", "Which is last?");
        assertThat(file.blocks().getFirst().draft().explanation())
                .contains("Both were looked at.", "B. It doesn't.", "2. Choose.");
    }

    @Test
    void shouldKeepListsAndCodeOfAStem() {
        Draft draft = read("""
            12. Given these:

                1. one
                2. two

                ```
                A. no choice
                ```

                Which hold?

                A. only 1
                B. 1 and
                   2

                Answer: B
            """).draft();

        assertThat(draft.stem()).isEqualTo("Given these:\n\n1. one\n2. two\n\n```\nA. no choice\n```\n\nWhich hold?");
        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("only 1", "1 and\n2");
    }

    @Test
    void shouldNotSwallowTheNextQuestionWhereTheEndOfWhatIsFoldedWasForgotten() {
        ReadFile file = read("""
            1. One?
               - A. a
               - B. b

               <details><summary>Answer</summary>
               Correct answer: A

            2. Two?
               - A. c
               - B. d

               Answer: B
            """);

        assertThat(file.blocks()).extracting(block -> block.draft().stem()).containsExactly("One?", "Two?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        - [x] a;- [ ] b;Answer: B               | answers-contradict
        - [ ] a;- [ ] b                         | no-correct-choice
        - [x] a;- [x] b                         | every-choice-correct
        A. a;B. b;Answer: D                     | answer-unreadable
        A. a;B. b;Answer: neither               | answer-unreadable
        A. a;B. b;Answer: A;Answer: B           | several-answers
        A. a;Answer: A                          | too-few-choices
        - [x] a;- [ ] a                         | repeated-choice
        - [x] a;- [ ]                           | empty-choice
        """)
    void shouldNameTheFault(String lines, String code) {
        ReadFile file = read("### Which?\n\n" + lines.replace(';', '\n') + "\n");

        assertThat(file.blocks().getFirst().draft()).isNull();
        assertThat(file.problems()).contains(code);
    }

    @Test
    void shouldSayThatAQuestionHasNoChoicesAndGoOn() {
        ReadFile file = read("Q1: Say what you think.\n\nQ2: Which?\nA. a\nB. b\nAnswer: A\n");

        assertThat(file.blocks()).extracting(Block::line).containsExactly(1, 3);
        assertThat(file.blocks().getFirst().problems())
                .extracting(Problem::code)
                .containsExactly("no-choices");
        assertThat(file.blocks().getLast().draft()).isNotNull();
    }

    @Test
    void shouldWarnOfPicturesAndOfTextThatIsTakenForTheExplanation() {
        assertThat(read("### Which?\n![a](b.png)\n- [x] a\n- [ ] b\n\nSome text\n")
                        .problems())
                .containsExactlyInAnyOrder("picture-missing", "text-after-choice");
    }

    @Property
    void shouldEndWhateverItReadsInVerdicts(
            @ForAll
                    @Chars({
                        '\n', ' ', '#', '-', '*', '[', ']', 'x', 'A', 'B', '.', ')', ':', '<', '>', '`', '1', '2', 'Q'
                    })
                    String text,
            @ForAll @CharRange(from = 0, to = 0x3000) String more) {
        for (Block block :
                read("Q1 a?\nA. b\nB. c\n" + text + "\nAnswer: A\n" + more).blocks()) {
            assertThat(block.draft() != null || block.problems().stream().anyMatch(Problem::isError))
                    .isTrue();
        }
    }

    private static ReadFile read(String text) {
        return ReadFile.of(new ListedReader(), text);
    }
}
