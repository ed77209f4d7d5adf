package io.gradeflow.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Finding FINDING = new Finding(
            "storm",
            "attempts started at once",
            List.of(new Finding.Section(
                    "through the door",
                    List.of(
                            new Row("250 in 1 s", Map.of("p99", Figure.micros(154_321))),
                            new Row("3,000 in 1 s", Map.of("p99", Figure.micros(2_000_000)))))),
            List.of(new Bar("p99 under 3 s", true), new Bar("p99 under 1 s", false)),
            List.of(),
            List.of("300 connections."));
    private static final Report REPORT = new Report(
            Instant.parse("2026-11-25T15:00:00Z"),
            "local stack",
            false,
            new Machine("2 processors", "Gradeflow 1"),
            List.of(FINDING));

    @Test
    void shouldBeAPageThatReadsWellAsPlainText() {
        assertThat(REPORT.text()).contains("""
                ## storm

                Attempts started at once.

                Through the door.

                |              |      p99 |
                |--------------|---------:|
                | 250 in 1 s   |   154 ms |
                | 3,000 in 1 s | 2,000 ms |

                - held: p99 under 3 s
                - **missed**: p99 under 1 s

                - 300 connections.
                """);
    }

    @Test
    void shouldWriteThePageAndTheSameAsJson(@TempDir Path directory) throws IOException {
        REPORT.write(directory.resolve("new"));

        assertThat(Files.readString(directory.resolve("new").resolve(Report.PAGE)))
                .isEqualTo(REPORT.text());
        JsonNode json = new JsonMapper()
                .readTree(directory.resolve("new").resolve(Report.JSON).toFile());
        assertThat(json.path("startedAt").asText()).isEqualTo("2026-11-25T15:00:00Z");
        JsonNode row = json.at("/findings/0/sections/0/rows/1");
        assertThat(row.path("label").asText()).isEqualTo("3,000 in 1 s");
        assertThat(row.at("/figures/p99/value").asDouble()).isEqualTo(2000);
        assertThat(row.at("/figures/p99/unit").asText()).isEqualTo("ms");
        assertThat(json.at("/findings/0/bars/1/held").asBoolean()).isFalse();
    }

    @Test
    void shouldShowSmallFiguresWithMoreDigits() {
        assertThat(List.of(Figure.micros(1234), Figure.micros(12_345), Figure.micros(1_234_567), Figure.count(3000)))
                .extracting(Figure::toString)
                .containsExactly("1.23 ms", "12.3 ms", "1,235 ms", "3,000");
    }

    @Test
    void shouldKnowTheVersionsOfTheBuild() {
        assertThat(Machine.here().software())
                .matches("Gradeflow \\d.*, Quarkus \\d.*, Kafka \\d.*, PostgreSQL \\d.*, JDK \\d.*");
    }
}
