package io.gradeflow.question.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.ReadFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesReaderTest {

    private static final String GOOD = """
        {"externalId":"q-1","type":"multiple","stem":"Which two?","choices":[{"id":"x","text":"one","correct":true},\
        {"id":"y","text":"two","correct":true},{"id":"z","text":"three","correct":false}],"select":2,\
        "topics":["data/ingestion"],"explanation":"Because."}\
        """;

    @Test
    void shouldReadEveryField() {
        Draft draft = ReadFile.jsonLines(GOOD).draft();

        assertThat(draft.externalId()).isEqualTo("q-1");
        assertThat(draft.stem()).isEqualTo("Which two?");
        assertThat(draft.choices())
                .containsExactly(
                        new DraftChoice("x", "one", true),
                        new DraftChoice("y", "two", true),
                        new DraftChoice("z", "three", false));
        assertThat(draft.selectMin()).isEqualTo(2);
        assertThat(draft.topics()).containsExactly("data/ingestion");
        assertThat(draft.explanation()).isEqualTo("Because.");
    }

    @Test
    void shouldReadTheMinimumAndSkipBlankLines() {
        ReadFile file = ReadFile.jsonLines(
                "\n"
                        + "{\"type\":\"single\",\"stem\":\"Which?\",\"choices\":[{\"id\":\"A\",\"text\":\"a\",\"correct\":true},{\"id\":\"B\",\"text\":\"b\"}]}\n\n");

        assertThat(file.draft().selectMax()).isEqualTo(1);
        assertThat(file.blocks().getFirst().line()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        "multiple"            | "several"              | invalid-field
        "Which two?"          | 7                      | invalid-field
        "select":2            | "select":3             | select-count-mismatch
        "select":2            | "select":"two"         | invalid-field
        "multiple"            | "single"               | invalid-field
        "id":"y"              | "id":"x"               | invalid-field
        ["data/ingestion"]    | ["Data Ingestion"]     | invalid-field
        "text":"two"          | "text":"one "          | repeated-choice
        ,"correct":false      | ,"correct":true        | every-choice-correct
        "q-1"                 | ""                     | invalid-field
        """)
    void shouldNameTheFault(String part, String replacement, String code) {
        ReadFile file = ReadFile.jsonLines(GOOD.replace(part, replacement));

        assertThat(file.blocks().getFirst().draft()).isNull();
        assertThat(file.problems()).contains(code);
    }

    @Test
    void shouldReportALineThatIsNoObjectAndGoOn() {
        ReadFile file = ReadFile.jsonLines("{\"type\":\n[1]\n" + GOOD + " x\n" + GOOD);

        assertThat(file.blocks()).extracting(block -> block.draft() == null).containsExactly(true, true, true, false);
        assertThat(file.blocks().getFirst().problems().getFirst().code()).isEqualTo("malformed-json");
    }

    @Test
    void shouldSayWhichFieldItDoesNotKnow() {
        ReadFile file = ReadFile.jsonLines(GOOD.replace("\"explanation\"", "\"explantion\""));

        assertThat(file.problems()).containsExactly("unknown-field");
        assertThat(file.blocks().getFirst().problems().getFirst().message()).contains("explantion");
    }

    @Test
    void shouldKeepNoHalfCharacters() {
        ReadFile file = ReadFile.jsonLines(
                "{\"type\":\"true-false\",\"stem\":\"a\\ud83d\\ude00b\\ud83dc\\u0000\",\"answer\":true}");

        assertThat(file.draft().stem()).isEqualTo("a\uD83D\uDE00b\uFFFDc");
    }
}
