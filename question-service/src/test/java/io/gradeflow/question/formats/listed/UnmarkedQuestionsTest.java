package io.gradeflow.question.formats.listed;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions that no number or heading tells apart, and answers that are written in ways of their own. */
class UnmarkedQuestionsTest {

    @Test
    void shouldTellAQuestionThatFollowsAnExplanationUnderATitle() {
        ReadFile file = read("""
            # Quiz

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
            Explanation: So is this.

            Which is none?

            A. e
            B. f
            C. g
            Answer: C
            """);

        assertThat(shown(file.blocks()))
                .containsExactly(
                        "Quiz\n\nWhich is first? | *a; b",
                        "Which is last,\nand why? | c; *d",
                        "Which is none? | e; f; *g");
        assertThat(file.blocks()).extracting(Block::line).containsExactly(1, 9, 16);
        assertThat(file.blocks()).extracting(block -> block.lines().last()).containsExactly(7, 14, 21);
        assertThat(file.blocks()).flatExtracting(Block::problems).isEmpty();
        assertThat(file.blocks().getFirst().draft().explanation()).isEqualTo("It is.");
    }

    @Test
    void shouldGoOnWhereANumberIsMissing() {
        assertThat(shown(read("""
                        1. One?
                        A. a
                        B. b
                        Answer: A
                        Explanation: It is.

                        3. Three?
                        A. c
                        B. d
                        Answer: B
                        Explanation: It is.

                        4. Four?
                        A. e
                        B. f
                        Answer: B
                        """).blocks())).containsExactly("One? | *a; b", "Three? | c; *d", "Four? | e; *f");
    }

    @Test
    void shouldLeaveAnExplanationThatRepeatsTheAnswerAsItIs() {
        ReadFile file = read("""
            1. Which?
            A. a
            B. b
            Answer: B
            Explanation: Both were looked at.

            A. It is slow.
            B. It is fast.

            The correct answer is B.
            """);

        assertThat(shown(file.blocks())).containsExactly("Which? | a; *b");
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void shouldLeaveAnExplanationThatGoesThroughTheChoicesAsItIs() {
        ReadFile file = read("""
            1. Which mirrors?
            A. RAID 0
            B. RAID 1
            Answer: B
            Explanation: Let us look closer.

            What does each of them do?
            A. RAID 0 stripes.
            B. RAID 1 mirrors.

            The correct answer is B.
            """);

        assertThat(shown(file.blocks())).containsExactly("Which mirrors? | RAID 0; *RAID 1");
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void shouldTellOfWhatMayBeAQuestionWithTheSameAnswer() {
        ReadFile file = read("""
            # Quiz
            Which is first?
            A. a
            B. b
            Answer: B
            Explanation: It is.

            Which is last?
            A. x
            B. y
            Answer: B
            """);

        assertThat(file.problems()).containsExactly("question-in-explanation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"The sky is blue.\nAnswer: True", "Which is odd?\n- three\n- eight\nAnswer: three"})
    void shouldTakeNoAnswerOfSomethingElseForWhatExplains(String next) {
        assertThat(read("Which is even?\nA. 3\nB. 8\nAnswer: B\n\n" + next + "\n")
                        .problems())
                .contains("several-answers");
    }

    @Test
    void shouldTakeNoReasonForOneMoreAnswer() {
        ReadFile file =
                read("1. Which keeps data?\nA. Tapes\nB. Disks\nC. RAM\n\nAnswer:\nB. Disks\nA. Tapes are slow.\n");

        assertThat(shown(file.blocks())).containsExactly("Which keeps data? | Tapes; *Disks; RAM");
    }

    @Test
    void shouldReadAKeyBehindALineOfDashes() {
        assertThat(shown(read("""
                        1. One?
                        A. a
                        B. b

                        2. Two?
                        A. c
                        B. d

                        ---
                        ## Answers

                        Here are the answers:
                        1. B
                        2. A
                        """).blocks())).containsExactly("One? | a; *b", "Two? | *c; d");
    }

    @Test
    void shouldGiveNoQuestionTheAnswerOfTheNext() {
        List<Block> blocks = read("""
            Which one?
            A. a
            B. b

            Which two?
            A. c
            B. d
            Answer: B
            """).blocks();

        assertThat(blocks.getFirst().problems()).extracting(Problem::code).containsExactly("no-correct-choice");
        assertThat(shown(blocks)).containsExactly("Which two? | c; *d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Correct Answers:\nA. 2\nC. 5",
                "**Correct Answers:**\n\n- a. 2\n- c. 5",
                "<details><summary>Answer</summary>\n\nA. 2\nC. 5\n</details>",
                "Answers:\nA\nC",
                "Answer:\n- A\n- C",
                "Answer: A. and C.",
                "Answer: A. 2, C. 5\n\nThe correct answers are A and C.",
                "### Answer\nA, C\n\nThe answer is simple: these are odd, or two."
            })
    void shouldReadSeveralAnswers(String answers) {
        ReadFile file = read("1. Which are primes?\nA. 2\nB. 4\nC. 5\n\n" + answers + "\n");

        assertThat(shown(file.blocks())).containsExactly("Which are primes? | *2; 4; *5");
        assertThat(file.problems()).containsExactly("select-count-missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Answer: B;Explanation: It is.;The correct answer is B.
        Answer: B;The correct answer is B because it is fast.
        Answer: B;Solution: 3 is odd, so that 8 is what is left.
        Answer: B;Correct: It is even.
        Answer: B Explanation: It is even.
        Answer: B, because it is even.
        Answer: B (it is even)
        Answer: `B`
        ✅ **Correct Answer: B**
        **✅ Answer:** B
        Respuesta correcta: B
        Richtige Antwort: B
        Réponse : B
        <details><summary><b>Answer</b></summary>B</details>
        <details><summary>✅ Answer & Explanation</summary>**B** — It is even.</details>
        <details><summary>View Answer 👀</summary>B</details>
        <details><summary>Click to see the answer</summary>B</details>
        <details><summary>Show me the answer</summary>B</details>
        ---;Answer: B
        """)
    void shouldReadAnAnswerHoweverItIsWritten(String answer) {
        ReadFile file = read("### Which is even?\n\nA. 3\nB. 8\n\n" + answer.replace(';', '\n') + "\n");

        assertThat(shown(file.blocks())).containsExactly("Which is even? | 3; *8");
        assertThat(file.problems()).doesNotContain("several-answers", "answer-unreadable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Question 1\n---\nWhich is even?\nA. 3\nB. 8\n\nAnswer: B",
                "## Question 1\nWhich is even?\n### Options\nA. 3\nB. 8\n### Answer\nB",
                "## ❓ Question 1\nWhich is even?\nA. 3\nB. 8\nAnswer: B",
                "NEW QUESTION 1\nWhich is even?\nA. 3\nB. 8\nAnswer: B",
                "Question #1Topic 1\nWhich is even?\nA. 3\nB. 8\nAnswer: B",
                "### Question\nWhich is even?\nA. 3\nB. 8\nAnswer: B",
                "<details><summary>1. Which is even?</summary>\n\nA. 3\nB. 8\n\nAnswer: B\n</details>",
                "1. Which is even?\nA.Three, or 3.\nB.Eight, or 8.\nAnswer: B",
                "1. Which is even?\nA\\. 3\nB\\. 8\nAnswer: B"
            })
    void shouldReadWhatIsLaidOutInOtherWays(String question) {
        Draft draft = read(question + "\n").draft();

        assertThat(draft.stem()).isEqualTo("Which is even?");
        assertThat(draft.choices()).hasSize(2);
        assertThat(draft.correct()).containsExactly("B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- [x]b", "- [x ] b", "- [ x] b", "-[x] b", "- [✅] b", "+[x] b"})
    void shouldReadBoxesThatAreMistyped(String ticked) {
        Draft draft = read("### Which?\n\n- [ ] a\n" + ticked + "\n- [ ]c\n").draft();

        assertThat(draft.choices())
                .containsExactly(
                        new DraftChoice("A", "a", false),
                        new DraftChoice("B", "b", true),
                        new DraftChoice("C", "c", false));
    }

    @Test
    @Timeout(20)
    void shouldBeQuickWithManyAnswersInOneExplanation() {
        String answers = "A. a?\nB. b\n\nAnswer: B\n".repeat(20_000);

        assertThat(read("1. Which?\nA. a\nB. b\nAnswer: B\nExplanation: So.\n\n" + answers)
                        .blocks())
                .isNotEmpty();
    }

    private static List<String> shown(List<Block> blocks) {
        return blocks.stream()
                .filter(block -> block.draft() != null)
                .map(block -> block.draft().stem() + " | "
                        + block.draft().choices().stream()
                                .map(choice -> (choice.correct() ? "*" : "") + choice.text())
                                .collect(Collectors.joining("; ")))
                .toList();
    }

    private static ReadFile read(String text) {
        return ReadFile.of(new ListedReader(), text);
    }
}
