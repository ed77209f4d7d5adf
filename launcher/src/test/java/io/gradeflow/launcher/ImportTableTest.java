package io.gradeflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ImportTableTest {

    private static final String REPORT = """
            {"format": "gift", "imported": 2, "updated": 3, "unchanged": 4, "rejected": 1,
             "questions": [{"problems": [{"code": "no-stem", "severity": "error"}]}]}""";

    @Test
    void shouldCountWhatIsNewApartFromWhatTheBankHas() throws Exception {
        ImportTable table = new ImportTable(true);

        assertThat(table.add(Path.of("a.gift"), answer(200, REPORT))).isEqualTo(1);
        assertThat(table.add(Path.of("b.pdf"), answer(400, "{\"detail\": \"The file is a PDF.\"}")))
                .isEqualTo(1);

        assertThat(table.toString()
                        .lines()
                        .map(line -> line.replaceAll("\\s+", " ").strip()))
                .contains(
                        "file format questions imported updated unchanged rejected warnings why not, or what to look at",
                        "a.gift gift 10 2 3 4 1 0 no-stem 1",
                        "b.pdf – – – – – – – The file is a PDF.",
                        "10 questions: 2 imported, 3 updated, 4 unchanged, 1 rejected; 0 warnings, 1 files refused");
    }

    @Test
    void shouldHaveNoColumnsOfABankWhereThereIsNone() throws Exception {
        ImportTable table = new ImportTable(false);

        table.add(Path.of("a.gift"), answer(200, REPORT.replace("3", "0").replace("4", "0")));

        assertThat(table.toString()
                        .lines()
                        .map(line -> line.replaceAll("\\s+", " ").strip()))
                .contains(
                        "a.gift gift 3 2 1 0 no-stem 1",
                        "3 questions: 2 imported, 1 rejected; 0 warnings, 0 files refused");
    }

    private static Api.Answer answer(int status, String body) throws Exception {
        JsonNode json = new ObjectMapper().readTree(body);
        return new Api.Answer(status, json);
    }
}
