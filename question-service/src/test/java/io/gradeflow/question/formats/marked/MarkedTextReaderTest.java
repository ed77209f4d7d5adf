package io.gradeflow.question.formats.marked;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.BlockSize;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import io.gradeflow.question.topic.TopicEntry;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedTextReaderTest {

    @Test
    void shouldReadAStemAndAChoiceAParagraph() {
        Draft draft = ReadFile.markedText("""
                A team watches its endpoint.

                Which tool tells them about drift?

                Model Monitor (Correct)

                Debugger

                Neo
                """).draft();

        assertThat(draft.stem()).isEqualTo("A team watches its endpoint.\n\nWhich tool tells them about drift?");
        assertThat(draft.choices())
                .containsExactly(
                        new DraftChoice("A", "Model Monitor", true),
                        new DraftChoice("B", "Debugger", false),
                        new DraftChoice("C", "Neo", false));
        assertThat(draft.selectMin()).isEqualTo(1);
        assertThat(draft.selectMax()).isEqualTo(1);
    }

    @Test
    void shouldCountQuestionsAndGiveEachItsFirstLine() {
        ReadFile file = ReadFile.markedText("""

                One?

                a (Correct)

                b
                -----

                ---

                Two?

                a

                b (correct)
                """);

        assertThat(file.blocks()).extracting(Block::number).containsExactly(1, 2);
        assertThat(file.blocks()).extracting(Block::line).containsExactly(2, 11);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Which of them hold? (Select TWO.)",
                "Which of them hold? (Choose 2)",
                "Which of them hold? Choose two.",
                "Name what holds (select two)"
            })
    void shouldReadHowManyToSelect(String stem) {
        Draft draft = ReadFile.markedText(stem + "\n\na (Correct)\n\nb\n\nc (Correct)\n")
                .draft();

        assertThat(draft.selectMin()).isEqualTo(2);
        assertThat(draft.selectMax()).isEqualTo(2);
        assertThat(draft.correct()).containsExactly("A", "C");
    }

    @Test
    void shouldAllowAnyNumberWhereAllThatApplyAreAskedFor() {
        Draft draft = ReadFile.markedText("Which hold? (Select all that apply)\n\na (Correct)\n\nb\n\nc (Correct)\n")
                .draft();

        assertThat(draft.selectMin()).isEqualTo(1);
        assertThat(draft.selectMax()).isEqualTo(3);
    }

    @Test
    void shouldReadChoicesOnConsecutiveLines() {
        Draft draft = ReadFile.markedText("Which one?\nfirst\nsecond (Correct)\nthird\n")
                .draft();

        assertThat(draft.stem()).isEqualTo("Which one?");
        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("first", "second", "third");
    }

    @Test
    void shouldReadLetteredChoicesWithLinesThatGoOn() {
        Draft draft = ReadFile.markedText("""
                Complete the sentence. A model that is too simple
                A. underfits, that is
                   it misses the signal (Correct)
                B) overfits
                (C) converges
                """).draft();

        assertThat(draft.stem()).isEqualTo("Complete the sentence. A model that is too simple");
        assertThat(draft.choices())
                .containsExactly(
                        new DraftChoice("A", "underfits, that is it misses the signal", true),
                        new DraftChoice("B", "overfits", false),
                        new DraftChoice("C", "converges", false));
    }

    @Test
    void shouldReadIdTopicsAndExplanationAndKeepThemOutOfTheStem() {
        Draft draft = ReadFile.markedText("""
                Id: mle-7
                Topic: data/ingestion, monitoring

                Which one?

                a (Correct)

                b

                Explanation: Because a
                comes first.
                """).draft();

        assertThat(draft.externalId()).isEqualTo("mle-7");
        assertThat(draft.topics()).containsExactly("data/ingestion", "monitoring");
        assertThat(draft.explanation()).isEqualTo("Because a\ncomes first.");
        assertThat(draft.stem()).isEqualTo("Which one?");
        assertThat(draft.choices()).hasSize(2);
    }

    @Test
    void shouldTakeTheFrontMatterOfAFile() {
        ReadFile file = ReadFile.markedText("""
                ---
                title: Practice
                topics:
                  - data/ingestion
                  - path: monitoring
                    title: Watching models
                    keywords: [drift]
                ---
                Which one?

                a (Correct)

                b
                """);

        assertThat(file.taxonomy())
                .extracting(TopicEntry::path)
                .containsExactlyInAnyOrder("data", "data/ingestion", "monitoring");
        assertThat(file.draft().topics()).containsExactly("data/ingestion");
        assertThat(file.blocks().getFirst().line()).isEqualTo(9);
    }

    @Test
    void shouldImportTheQuestionsOfAFileWhoseFrontMatterIsBroken() {
        ReadFile file = ReadFile.markedText("---\ntitle: [x\n---\nWhich one?\n\na (Correct)\n\nb\n");

        assertThat(file.problems()).containsExactly("front-matter-ignored");
        assertThat(file.draft().choices()).hasSize(2);
    }

    @Test
    void shouldReportAWarningWhereNoParagraphAsks() {
        ReadFile file = ReadFile.markedText("Complete the sentence\n\na (Correct)\n\nb\n");

        assertThat(file.problems()).containsExactly("stem-guessed");
        assertThat(file.draft().stem()).isEqualTo("Complete the sentence");
    }

    @Test
    void shouldTakeAChoiceThatAsksForAChoice() {
        Draft draft = ReadFile.markedText("What do you ask first?\n\na\n\nHow much? (Correct)\n\nWhere?\n")
                .draft();

        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("a", "How much?", "Where?");
    }

    @Test
    void shouldRefuseWhatItCannotTellApart() {
        assertThat(ReadFile.markedText("What do you ask?\n\nWhen?\n\nHow much? (Correct)\n\nWhere?\n")
                        .problems())
                .contains("stem-ambiguous");
    }

    @Test
    void shouldNoticeAQuestionThatNoDashesKeepApartFromTheOneBefore() {
        assertThat(ReadFile.markedText("One?\n\na (Correct)\n\nb\n\nTwo?\n\nc\n\nd (Correct)\n")
                        .problems())
                .contains("several-questions");
        assertThat(ReadFile.markedText("One?\n\nA. a (Correct)\n\nB. b\n\nTwo?\n\nA. c\n\nB. d (Correct)\n")
                        .problems())
                .contains("several-questions");
    }

    @Test
    void shouldWarnOfAParagraphAfterLetteredChoices() {
        ReadFile file = ReadFile.markedText("One?\n\nA. a (Correct)\n\nB. b\n\nNote: because.\n");

        assertThat(file.problems()).containsExactly("text-after-choice");
        assertThat(file.blocks().getFirst().problems().getFirst().line()).isEqualTo(7);
    }

    @Test
    void shouldRefuseAQuestionWithoutAnyMark() {
        assertThat(ReadFile.markedText("Which?\n\na\n\nb\n").problems()).containsExactly("no-correct-choice");
    }

    @Test
    void shouldRefuseAQuestionWithEveryChoiceMarked() {
        assertThat(ReadFile.markedText("Which? (Select TWO.)\n\na (Correct)\n\nb (Correct)\n")
                        .problems())
                .containsExactly("every-choice-correct");
    }

    @Test
    void shouldRefuseACountThatContradictsTheMarks() {
        assertThat(ReadFile.markedText("Which? (Select TWO.)\n\na (Correct)\n\nb\n\nc\n")
                        .problems())
                .containsExactly("select-count-mismatch");
    }

    @Test
    void shouldWarnWhereTheStemDoesNotSayThatSeveralAreToBeSelected() {
        ReadFile file = ReadFile.markedText("Which?\n\na (Correct)\n\nb (Correct)\n\nc\n");

        assertThat(file.problems()).containsExactly("select-count-missing");
        assertThat(file.draft().selectMax()).isEqualTo(2);
    }

    @Test
    void shouldRefuseTooFewAndRepeatedChoices() {
        assertThat(ReadFile.markedText("Which?\n\na (Correct)\n").problems()).contains("too-few-choices");
        assertThat(ReadFile.markedText("Which?\n\nthe same (Correct)\n\nthe  same\n\nb\n")
                        .problems())
                .containsExactly("repeated-choice");
    }

    @Test
    void shouldGoOnAfterABadQuestion() {
        ReadFile file = ReadFile.markedText("Which?\n\na\n\nb\n---\nWhich other?\n\na (Correct)\n\nb\n");

        assertThat(file.blocks()).hasSize(2);
        assertThat(file.blocks().getFirst().draft()).isNull();
        assertThat(file.blocks().getLast().draft()).isNotNull();
    }

    @Test
    void shouldReadWindowsLineEndingsAndAByteOrderMark() {
        Draft draft = ReadFile.markedText("\uFEFFWhich?\r\n\r\na\u00a0b (Correct)\r\n\r\nc\r\n")
                .draft();

        assertThat(draft.stem()).isEqualTo("Which?");
        assertThat(draft.choices().getFirst().text()).isEqualTo("a b");
    }

    @Test
    void shouldWarnOfBytesThatAreNoUtf8() {
        String text = "Which café, which façade, which naïve?\n\na (Correct)\n\nb";
        byte[] file =
                Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8).length + 1);
        file[file.length - 1] = (byte) 0xE9;

        assertThat(ReadFile.of(new MarkedTextReader(), file).problems()).containsExactly("not-utf-8");
    }

    @Test
    void shouldReadWhatOldProgramsSaved() {
        String text = "Which caf\u00e9 has \u201cspecials\u201d?\n\na (Correct)\n\nb";

        for (String charset : List.of("windows-1252", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8")) {
            ReadFile file = ReadFile.of(new MarkedTextReader(), text.getBytes(Charset.forName(charset)));

            assertThat(file.problems()).as(charset).isEmpty();
            assertThat(file.draft().stem()).isEqualTo("Which caf\u00e9 has \u201cspecials\u201d?");
        }
    }

    @Test
    void shouldCleanEntitiesAndBreaksButNoCode() {
        Draft draft = ReadFile.markedText(
                        "Is 1 &lt; 2<br/>&amp;&nbsp;`&lt;b&gt;` bold?\n\nR&amp;D&#x21; (Correct)\n\nAT&T\n")
                .draft();

        assertThat(draft.stem()).isEqualTo("Is 1 < 2\n& `&lt;b&gt;` bold?");
        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("R&D!", "AT&T");
    }

    @Test
    void shouldRefuseABlockThatIsFarTooLong() {
        assertThat(ReadFile.markedText("line\n".repeat(BlockSize.MOST_LINES + 1))
                        .problems())
                .containsExactly("text-too-long");
    }

    @Test
    void shouldRefuseAnExplanationThatIsFarTooLong() {
        assertThat(ReadFile.markedText("Which?\n\na (Correct)\n\nb\n\nExplanation: " + "x".repeat(50_001))
                        .problems())
                .containsExactly("text-too-long");
    }

    @Property(tries = 300)
    void shouldEndEveryFileInBlocks(
            @ForAll @Size(max = 30) List<@StringLength(max = 12) @CharRange(from = ' ', to = '\u2100') String> lines,
            @ForAll @Size(max = 30) List<Integer> kinds) {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            file.append(lines.get(i)).append(ending(i < kinds.size() ? kinds.get(i) : 0));
        }

        ReadFile read = ReadFile.markedText(file.toString());

        for (Block block : read.blocks()) {
            boolean refused = block.problems().stream().anyMatch(Problem::isError);
            assertThat(block.draft() == null).isEqualTo(refused);
            if (block.draft() != null) {
                assertThat(block.draft().choices()).hasSizeGreaterThan(1);
                assertThat(block.draft().correct())
                        .isNotEmpty()
                        .hasSizeLessThan(block.draft().choices().size());
            }
        }
    }

    private static String ending(int kind) {
        return switch (Math.floorMod(kind, 6)) {
            case 0 -> "\n";
            case 1 -> " (Correct)\n\n";
            case 2 -> "\n---\n";
            case 3 -> "?\n\n";
            case 4 -> " (Select TWO.)\n\n";
            default -> "\n\n";
        };
    }

    @Test
    void shouldTakeWhatFollowsTheLastLetteredChoiceForAnExplanation() {
        Draft draft = ReadFile.markedText("""
                Which?

                A. x

                B. y (Correct)

                B is right because y.
                """).draft();

        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("x", "y");
        assertThat(draft.explanation()).isEqualTo("B is right because y.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Explanation:",
                "**Explanation:**",
                "Explanation",
                "**Explanation**",
                "### Explanation",
                "## Explanation:",
                "Overall explanation",
                "Explanation/Reference"
            })
    void shouldTakeALineThatSaysExplanationForItsBeginning(String line) {
        ReadFile file = ReadFile.markedText("Which?\n\na (Correct)\n\nb\n\n" + line + "\n\nBecause a.\n\nAnd so.\n");

        assertThat(file.draft().choices()).extracting(DraftChoice::text).containsExactly("a", "b");
        assertThat(file.draft().explanation()).isEqualTo("Because a.\n\nAnd so.");
        assertThat(file.problems()).containsExactly("text-after-choice");
    }

    @Test
    void shouldTakeALineThatSaysExplanationForAChoiceBeforeTheFirstMark() {
        Draft draft = ReadFile.markedText("What does an author add?\n\nExplanation\n\nRationale (Correct)\n\nNothing\n")
                .draft();

        assertThat(draft.choices())
                .extracting(DraftChoice::text)
                .containsExactly("Explanation", "Rationale", "Nothing");
    }

    @Test
    void shouldLoseNoQuestionInAnExplanation() {
        ReadFile file = ReadFile.markedText(
                "One?\n\na (Correct)\n\nb\n\nExplanation\n\nSo.\n\nTwo?\n\nc (Correct)\n\nd (Correct)\n");

        assertThat(file.problems()).containsExactly("text-after-choice", "several-questions");
        assertThat(file.blocks().getFirst().problems().getLast().line()).isEqualTo(13);
    }

    @Test
    void shouldKeepTheLinesOfCode() {
        assertThat(ReadFile.markedText("What does this print?\n```\na\nb\n```\n\nx (Correct)\n\ny\n")
                        .draft()
                        .stem())
                .contains("```\na\nb\n```");
    }
}
