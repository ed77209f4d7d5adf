package io.gradeflow.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;

class CsvTableTest {

    @Test
    void shouldReadBackAsItWasWritten() throws IOException {
        String text = new CsvTable("stem", "choices", "score")
                .row("Which \"one\",\r\nand why?", List.of("A", "C"), new BigDecimal("0.333333"))
                .row("żółć", List.of(), null)
                .toString();

        assertThat(text).startsWith("stem,choices,score\r\n");
        try (CSVParser parsed = CSVParser.parse(
                text,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            assertThat(parsed.getRecords())
                    .extracting(record -> List.of(record.get("stem"), record.get("choices"), record.get("score")))
                    .containsExactly(List.of("Which \"one\",\r\nand why?", "A C", "0.333333"), List.of("żółć", "", ""));
        }
    }

    @Test
    void shouldLetNoSpreadsheetRunATextAndLeaveNumbersAlone() {
        String text = new CsvTable("cell")
                .row("=1+1")
                .row("+1")
                .row("-1")
                .row("@SUM(A1)")
                .row("\t=1")
                .row(List.of("=A"))
                .row(new BigDecimal("-1"))
                .row(-1)
                .toString();

        assertThat(text.lines().skip(1))
                .containsExactly("'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'=A", "-1", "-1");
        assertThat(new CsvTable("cell").row("\r=1").toString()).contains("'\r=1");
    }
}
