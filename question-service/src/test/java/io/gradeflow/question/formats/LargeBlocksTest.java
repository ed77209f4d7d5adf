package io.gradeflow.question.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.gift.GiftReader;
import io.gradeflow.question.formats.json.JsonLinesReader;
import io.gradeflow.question.formats.json.JsonReader;
import io.gradeflow.question.formats.listed.ListedReader;
import io.gradeflow.question.formats.marked.MarkedTextReader;
import io.gradeflow.question.formats.moodle.MoodleXmlReader;
import io.gradeflow.question.formats.table.TableReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No question takes more memory than a question may have. */
class LargeBlocksTest {

    private static final String LONG = "x".repeat(BlockSize.MOST_CHARACTERS / 8);

    @Test
    void shouldRefuseBlocksThatHaveTooManyCharacters() {
        String lines = (LONG + "\n").repeat(9);

        assertThat(ReadFile.of(new MarkedTextReader(), lines).problems()).containsExactly("text-too-long");
        assertThat(ReadFile.of(new GiftReader(), lines).problems()).containsExactly("text-too-long");
        assertThat(ReadFile.of(new ListedReader(), "Which?\nA. a\nB. b\n" + lines)
                        .problems())
                .contains("text-too-long");
        assertThat(ReadFile.of(new TableReader(), "Question,Correct\n\"" + lines + "\",a\n")
                        .blocks()
                        .getFirst()
                        .problems())
                .extracting(Problem::code)
                .containsExactly("malformed-csv");
    }

    /** Each of these lines might be the answer to choices that stand above it. */
    @Test
    @Timeout(20)
    void shouldSoonBeDoneWithAnswersThatStandBelowNoChoices() {
        String answers = "Which?\n" + "Answer: 2\n".repeat(20_000);

        assertThat(ReadFile.of(new ListedReader(), answers).blocks()).isEmpty();
    }

    @Test
    void shouldReadTheQuestionBehindOneThatIsTooLarge() {
        String good = "{\"type\":\"true-false\",\"stem\":\"S?\",\"answer\":true}";
        for (String large : List.of(
                "[" + "[],".repeat(20_000) + "0]",
                "[" + ("\"" + LONG + "\",").repeat(9) + "0]",
                "{\"a\":{" + "\"b\":1,".repeat(20_000) + "\"c\":1}}")) {
            List<Block> blocks = ReadFile.of(new JsonReader(), "[" + large + "," + good + "]")
                    .blocks();

            assertThat(blocks.getFirst().problems()).extracting(Problem::code).containsExactly("text-too-long");
            assertThat(blocks.getLast().draft()).isNotNull();
        }
        String question = "<question type=\"truefalse\"><questiontext><text>S?</text></questiontext><answer"
                + " fraction=\"100\"><text>true</text></answer>%s</question>";
        for (String large : List.of("<x/>".repeat(110_000), ("<x>" + LONG + "</x>").repeat(9))) {
            List<Block> blocks = ReadFile.of(
                            new MoodleXmlReader(),
                            "<quiz>" + question.formatted(large) + question.formatted("") + "</quiz>")
                    .blocks();

            assertThat(blocks.getFirst().problems()).extracting(Problem::code).containsExactly("text-too-long");
            assertThat(blocks.getLast().draft()).isNotNull();
        }
    }

    @Test
    void shouldPassOverFilesWithinQuestions() {
        String file = "<file name=\"a.png\" encoding=\"base64\">" + LONG.repeat(10) + "</file>";

        assertThat(ReadFile.of(
                                new MoodleXmlReader(),
                                "<quiz><question type=\"truefalse\"><questiontext><text>S?</text>" + file
                                        + "</questiontext><answer fraction=\"100\"><text>true</text></answer></question></quiz>")
                        .draft()
                        .stem())
                .isEqualTo("S?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!--%s-->", "<quiz a=\"%s\"/>", "<?x %s?><quiz/>"})
    void shouldEndWhereOnePieceIsTooLarge(String document) {
        assertThat(ReadFile.of(new MoodleXmlReader(), document.formatted(LONG.repeat(9)))
                        .blocks()
                        .getFirst()
                        .problems())
                .extracting(Problem::code)
                .containsExactly("malformed-xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"weight", "otherwise", "least", "most", "maximum"})
    @Timeout(20)
    void shouldReadNumbersOfAnySize(String field) {
        for (String number : List.of("1e999999999", "-1e999999999", "1e-999999999", "\"1e999999999\"")) {
            String choice = field.equals("weight") ? ",\"weight\":" + number : "";
            String other = field.equals("weight") ? "" : ",\"" + field + "\":" + number;
            ReadFile file = ReadFile.of(
                    new JsonLinesReader(),
                    "{\"type\":\"multiple\",\"stem\":\"S?\",\"scoring\":\"map-response\"" + other
                            + ",\"choices\":[{\"id\":\"A\",\"text\":\"a\",\"correct\":true" + choice
                            + "},{\"id\":\"B\",\"text\":\"b\"}]}");

            assertThat(file.blocks()).hasSize(1);
        }
    }

    @Test
    void shouldTellNoMoreProblemsThanAnybodyReads() {
        String topics = "A ,".repeat(10_000);

        assertThat(ReadFile.of(new MarkedTextReader(), "Topic: " + topics + "\nWhich?\n\na (Correct)\n\nb\n")
                        .problems())
                .hasSize(50)
                .endsWith("more-problems");
    }
}
