package io.gradeflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That benchmarks work. What they measure is no matter of a test. */
@OnTheSystem
@Tag("slow")
class BenchTest {

    private final SystemUnderTest system;

    BenchTest(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    void shouldMeasureAStormOfStartsOnADeployedSystem(@TempDir Path output) throws IOException {
        SystemUnderTest.Command bench = quick(output, "storm", "--url=" + system.web(), "--issuer=" + system.issuer());

        assertThat(bench.output())
                .contains("| 100 in 1 s ")
                .contains("A quick run")
                .doesNotContain("failed");
        JsonNode finding = findings(bench, output, 1).path(0);
        JsonNode row = finding.at("/sections/0/rows/2");
        assertThat(row.path("label").asText()).isEqualTo("20 in 1 s");
        assertThat(row.at("/figures/errors/value").asInt(-1)).isZero();
        assertThat(row.at("/figures/p99/value").asDouble()).isPositive();
    }

    @Test
    void shouldMeasureACorrectionWhileLearnersAnswer(@TempDir Path output) throws IOException {
        SystemUnderTest.Command bench =
                quick(output, "regrade", "--url=" + system.web(), "--issuer=" + system.issuer());

        JsonNode finding = findings(bench, output, 1).path(0);
        assertThat(finding.at("/sections/0/rows")).hasSize(4).allSatisfy(row -> {
            assertThat(row.at("/figures/changed/value").asInt()).isEqualTo(1_800);
            assertThat(row.at("/figures/all views/value").asDouble()).isPositive();
        });
        assertThat(finding.at("/sections/1/rows/1/figures/answers/value").asInt())
                .isPositive();
    }

    @Test
    void shouldMeasureHowAnswersAreCountedReplayedAndTold(@TempDir Path output) throws IOException {
        JsonNode findings = findings(quick(output, "count", "rebuild", "items", "read"), output, 4);

        assertThat(figures(findings, 0, 0, 0).path("answers/s").path("value").asDouble())
                .isPositive();
        assertThat(figures(findings, 1, 0, 1).path("records").path("value").asInt())
                .isGreaterThanOrEqualTo(5_000);
        assertThat(figures(findings, 2, 0, 3).path("looks").path("value").asInt())
                .isEqualTo(5);
        assertThat(figures(findings, 3, 0, 0).path("p99, ratio").path("value").asDouble())
                .isPositive();
    }

    @Test
    void shouldMeasureWhatLearnersMeet(@TempDir Path output) throws IOException {
        JsonNode findings = findings(quick(output, "exam", "submit", "lag"), output, 3);

        assertThat(figures(findings, 0, 0, 1).at("/answers due~1s/value").asDouble())
                .as("10 learners of the exam")
                .isPositive();
        assertThat(findings.at("/1/sections/0/rows"))
                .extracting(row -> row.path("label").asText())
                .contains(
                        "at attempt-service itself, nothing else running",
                        "at attempt-service itself, nothing else running, empty endpoint",
                        "single rows inserted",
                        "through the web door, all running");
        assertThat(figures(findings, 2, 1, 1).at("/followed/value").asInt()).isEqualTo(20);
        assertThat(figures(findings, 2, 1, 1).at("/bare hops, p99/value").asDouble())
                .isPositive();
    }

    @Test
    void shouldMeasureLiveAnswersImportsAndStarts(@TempDir Path output) throws IOException {
        JsonNode findings = findings(quick(output, "answers", "import", "start"), output, 3);

        assertThat(figures(findings, 0, 0, 0).at("/202, p99/value").asDouble()).isPositive();
        assertThat(figures(findings, 1, 0, 1).at("/questions a second/value").asDouble())
                .isPositive();
        assertThat(figures(findings, 2, 0, 0)
                        .at("/without archive, median/value")
                        .asDouble())
                .isPositive();
    }

    @Test
    void shouldMeasureWhatGradersTakeAndWhatAnAnswerCosts(@TempDir Path output) throws IOException {
        JsonNode findings = findings(quick(output, "grade", "scale", "grow"), output, 3);

        assertThat(figures(findings, 0, 0, 0).at("/of the bare loop/value").asDouble())
                .isPositive();
        if (findings.at("/1/sections").isEmpty()) {
            assertThat(findings.at("/1/remarks/0").asText()).startsWith("Not measured");
        } else {
            assertThat(findings.at("/1/sections/0/rows")).hasSize(2);
        }
        assertThat(figures(findings, 2, 0, 1).at("/log for each/value").asDouble())
                .isPositive();
    }

    @Test
    void shouldWatchWhatGrowsAndSendWhatNobodyShould(@TempDir Path output) throws IOException {
        JsonNode findings = findings(quick(output, "soak", "fuzz", "--seed=7"), output, 2);

        assertThat(findings.at("/0/sections/1/rows"))
                .extracting(row -> row.path("label").asText())
                .contains(
                        "memory, attempt-service",
                        "open files and connections, kafka",
                        "sessions of the database, analytics",
                        "lag of the figures, figures");
        assertThat(findings.at("/1/sections/0/rows"))
                .extracting(row -> row.path("label").asText())
                .containsExactly("admin", "author", "forger", "instructor", "learner", "nobody");
        assertThat(findings.at("/1/sections/0/rows"))
                .allSatisfy(
                        row -> assertThat(row.at("/figures/4xx/value").asInt()).isPositive());
    }

    @Test
    void shouldLookAfterFaults(@TempDir Path output) throws IOException {
        SystemUnderTest.Command faults = system.command(
                List.of("faults", "--quick", "--seed=7", "--kinds=killed,repeated,poisoned,cut", "--output=" + output));

        assertThat(faults.exitCode()).as(faults.output()).isZero();
        assertThat(faults.output()).contains("Seed 7").contains("The clock is not stepped");
        JsonNode record =
                new JsonMapper().readTree(output.resolve("faults.json").toFile());
        assertThat(record.path("rounds")).hasSize(2).allSatisfy(round -> {
            assertThat(round.path("findings")).isEmpty();
            assertThat(round.path("acknowledged").asInt()).isPositive();
            assertThat(round.path("effect").asText()).isNotEmpty();
        });
        assertThat(record.at("/rounds/0/meanwhile").asText()).contains("a key was corrected");
        assertThat(record.at("/rounds/1/meanwhile").asText()).contains("4 questions were imported");
    }

    /** @param asked names of benchmarks, and options */
    private SystemUnderTest.Command quick(Path output, String... asked) {
        return system.command(Stream.concat(Stream.of("bench", "--quick", "--output=" + output), Stream.of(asked))
                .toList());
    }

    /** Of a run that went well: so many, and no failure in any. */
    private static JsonNode findings(SystemUnderTest.Command bench, Path output, int count) throws IOException {
        assertThat(bench.exitCode()).as(bench.output()).isZero();
        JsonNode findings = new JsonMapper()
                .readTree(output.resolve("benchmarks.json").toFile())
                .path("findings");
        assertThat(findings)
                .hasSize(count)
                .allSatisfy(finding -> assertThat(finding.path("failures")).isEmpty());
        return findings;
    }

    private static JsonNode figures(JsonNode findings, int finding, int section, int row) {
        return findings.at("/%d/sections/%d/rows/%d/figures".formatted(finding, section, row));
    }

    @Test
    void shouldSayWhatADeployedSystemDoesNotAllow() {
        SystemUnderTest.Command bench =
                system.command(List.of("bench", "count", "--url=" + system.web(), "--issuer=" + system.issuer()));

        assertThat(bench.exitCode()).isEqualTo(1);
        assertThat(bench.output())
                .contains("count writes to the log and the database themselves")
                .contains("leave --url away");
    }

    @Test
    void shouldSayWhatIsMissing() {
        SystemUnderTest.Command unknown = system.command(List.of("bench", "stampede"));
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.output()).contains("No benchmark is called stampede; there are: storm");

        SystemUnderTest.Command tokens = system.command(List.of("bench", "--url=" + system.web()));
        assertThat(tokens.exitCode()).isEqualTo(1);
        assertThat(tokens.output()).contains("--issuer URL or --tokens FILE");
    }
}
