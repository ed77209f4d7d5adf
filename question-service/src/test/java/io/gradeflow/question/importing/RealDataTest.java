package io.gradeflow.question.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.Wording;
import io.gradeflow.question.formats.marked.MarkedTextReader;
import io.gradeflow.question.topic.KeywordRules;
import io.gradeflow.question.topic.Taxonomy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that other people wrote, in the folder that {@code GRADEFLOW_REAL_DATA} names. */
@Tag("real-data")
class RealDataTest {

    private static final String FOLDER = System.getenv("GRADEFLOW_REAL_DATA");

    @BeforeEach
    void needRealData() {
        assumeTrue(FOLDER != null, "GRADEFLOW_REAL_DATA names no folder of real inputs");
    }

    @Test
    void shouldReadTheSeedDocumentWholeAndTagAllOfIt() throws Exception {
        Taxonomy taxonomy = Taxonomy.parse(Files.readString(SampleTest.SAMPLE.resolve("topics.yaml")));
        KeywordRules rules = new KeywordRules(taxonomy.entries());

        for (Path file : files("seed")) {
            List<Block> blocks = ReadFile.of(new MarkedTextReader(), Files.readAllBytes(file))
                    .blocks();

            assertThat(blocks)
                    .hasSize(25)
                    .allSatisfy(block -> assertThat(block.problems()).isEmpty());
            assertThat(blocks)
                    .filteredOn(block -> block.draft().selectMax() == 1)
                    .hasSize(24);
            assertThat(blocks)
                    .filteredOn(block -> block.draft().selectMin() == 2)
                    .hasSize(1);
            assertThat(blocks)
                    .allSatisfy(block -> assertThat(rules.topicsOf(block.draft().searchedText()))
                            .as(block.draft().stem())
                            .isNotEmpty());
        }
    }

    @Test
    void shouldReadBoxesAsAnotherReaderDoes() throws Exception {
        List<Block> blocks = auto(Path.of(FOLDER, "banks", "md_checkbox", "aws-saa-c03.md"), Format.CHECKBOXES);

        assertThat(blocks).hasSize(710);
        assertThat(blocks)
                .filteredOn(block -> block.draft().correct().size() > 1)
                .hasSize(55);
        compare(blocks, expected("aws-saa-c03.jsonl"));
    }

    @Test
    void shouldReadLettersAndAnswerLinesAsAnotherReaderDoes() throws Exception {
        List<Block> blocks = new ArrayList<>();
        for (int exam = 1; exam <= 12; exam++) {
            blocks.addAll(
                    auto(Path.of(FOLDER, "banks", "md_lettered", "practice-exam-" + exam + ".md"), Format.LETTERED));
        }

        compare(blocks, expected("practice-exams.jsonl"));
    }

    @ParameterizedTest
    @CsvSource({
        "correct_marker/sfcc_b2c_practice_exam_excerpt.md, MARKED_TEXT, 15, 15",
        "json_text/opentrivia-geography.txt, OPEN_TRIVIA, 842, 840",
        "json_text/opentrivia-humanities.txt, OPEN_TRIVIA, 1097, 1094",
        "json_text/opentrivia-science-technology.txt, OPEN_TRIVIA, 2486, 2484",
        "aiken/moodle331/fixtures/questions.aiken.txt, AIKEN, 2, 2",
        "aiken/qas-editor/aiken_1.txt, AIKEN, 5, 4",
        "gift/moodle331/examples.txt, GIFT, 43, 43",
        "gift/qas-editor/all.gift, GIFT, 22, 18",
        "qti3/englishBasicLevelV2/englishBasicLevelV2.zip, QTI_PACKAGE, 52, 51",
        "qti3/BBQsTest/BBQsTest.zip, QTI_PACKAGE, 22, 6",
        "qti3/simple/choice.xml, QTI, 1, 1",
        "moodle_xml/moodle331/question_type_match_tests_fixtures/testquestion.moodle.xml, MOODLE_XML, 1, 1",
    })
    void shouldKnowTheFormatAndTakeWhatIsGood(String file, Format format, int questions, int good) throws Exception {
        List<Block> blocks = auto(Path.of(FOLDER, "banks", file), format);

        assertThat(blocks).hasSize(questions);
        assertThat(blocks).filteredOn(block -> block.draft() != null).hasSize(good);
    }

    private static List<Block> auto(Path file, Format expected) throws IOException {
        assertThat(Format.of(Format.AUTO, Upload.of(() -> Files.newInputStream(file))))
                .as(file.toString())
                .isEqualTo(expected);
        return ReadFile.of(expected.reader(), Files.readAllBytes(file)).blocks();
    }

    private static List<JsonNode> expected(String name) throws IOException {
        List<JsonNode> questions = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(FOLDER, "banks", "expected", name))) {
            questions.add(new ObjectMapper().readTree(line));
        }
        return questions;
    }

    /** A picture behind a stem is no words of it. */
    private static void compare(List<Block> blocks, List<JsonNode> expected) {
        assertThat(blocks).hasSameSizeAs(expected);
        for (int i = 0; i < blocks.size(); i++) {
            Draft draft = blocks.get(i).draft();
            JsonNode question = expected.get(i);
            String where = question.path("id").asText();
            List<String> choices = new ArrayList<>();
            question.path("options").forEach(choice -> choices.add(choice.asText()));
            List<String> correct = new ArrayList<>();
            question.path("correct").forEach(place -> correct.add("" + (char) ('A' + place.asInt())));
            assertThat(draft.stem().replaceAll("\\s*!\\[[^]]*]\\([^)]*\\)", ""))
                    .as(where)
                    .isEqualToNormalizingWhitespace(question.path("stem").asText());
            assertThat(draft.choices())
                    .as(where)
                    .extracting(choice -> Wording.normalised(choice.text()))
                    .isEqualTo(choices.stream().map(Wording::normalised).toList());
            assertThat(draft.correct()).as(where).isEqualTo(correct);
        }
    }

    /** Whatever a file is, it ends in verdicts. */
    @Test
    void shouldEndEveryOtherDocumentInVerdictsToo() throws Exception {
        for (Path file : files("banks")) {
            for (Format format : Format.values()) {
                List<Block> blocks =
                        ReadFile.of(format.reader(), Files.readAllBytes(file)).blocks();

                assertThat(blocks)
                        .as(file.toString())
                        .allSatisfy(block -> assertThat(block.draft() != null
                                        || block.problems().stream().anyMatch(Problem::isError))
                                .isTrue());
            }
        }
    }

    /** The answers that stand beside the tests of GIFT are no banks. */
    @Test
    void shouldFindQuestionsInEveryBankOrSayWhatItIs() throws Exception {
        for (Path file : files("banks")) {
            if (file.toString().endsWith(".json") || isOfCategoriesAlone(file)) {
                continue;
            }
            try {
                Format format = Format.of(Format.AUTO, Upload.of(() -> Files.newInputStream(file)));
                assertThat(ReadFile.of(format.reader(), Files.readAllBytes(file))
                                .blocks())
                        .as("%s as %s", file, format)
                        .isNotEmpty();
            } catch (ProblemException e) {
                assertThat(e.getMessage()).as(file.toString()).startsWith("The file is ");
            }
        }
    }

    private static boolean isOfCategoriesAlone(Path file) throws IOException {
        if (!file.toString().endsWith(".gift")) {
            return false;
        }
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .allMatch(line -> line.isEmpty() || line.startsWith("$CATEGORY") || line.startsWith("//"));
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(FOLDER, folder))) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }
}
