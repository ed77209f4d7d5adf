package io.gradeflow.question.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.ReadFile;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static final String GOOD = "{\"type\": \"true-false\",\n\"stem\": \"Water is wet.\", \"answer\": true}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\n%s,\n%s\n]",
                "{\"title\": \"T\", \"more\": [1, {\"questions\": 2}],\n\"questions\": [%s, %s], \"rest\": 1}",
                "\uFEFF[%s,%s]"
            })
    void shouldReadAnArrayOfQuestions(String form) {
        ReadFile file = ReadFile.of(new JsonReader(), form.formatted(GOOD, GOOD));

        assertThat(file.blocks())
                .hasSize(2)
                .allSatisfy(block -> assertThat(block.draft()).isNotNull());
        assertThat(file.blocks().getFirst().line()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
        [GOOD, 1]           | 2 | malformed-json
        [GOOD, {"stem"      | 2 | malformed-json
        [GOOD, {}]          | 2 | invalid-field
        [GOOD GOOD]         | 2 | malformed-json
        {"questions": 1     | 0 |
        {"other": [1, {}]}  | 0 |
        """)
    void shouldSayFromWhereOnItCanNotBeRead(String text, int blocks, String code) {
        ReadFile file = ReadFile.of(new JsonReader(), text.replace("GOOD", GOOD));

        assertThat(file.blocks()).hasSize(blocks);
        if (blocks > 0) {
            Block last = file.blocks().getLast();
            assertThat(last.problems()).extracting(problem -> problem.code()).contains(code);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%s [%1$s]", "%s rubbish", "{\"questions\": %s, \"questions\": %1$s}", "{\"questions\": %s} {}"})
    void shouldSayThatSomethingFollows(String document) {
        List<Block> blocks = ReadFile.of(
                        new JsonReader(),
                        document.formatted("[{\"type\":\"true-false\",\"stem\":\"S?\",\"answer\":true}]"))
                .blocks();

        assertThat(blocks).hasSize(2);
        assertThat(blocks.getLast().problems()).extracting(Problem::code).containsExactly("malformed-json");
    }
}
