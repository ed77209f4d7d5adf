package io.gradeflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        SystemUnderTest.Command bench = system.command(List.of(
                "bench",
                "storm",
                "--quick",
                "--url=" + system.web(),
                "--issuer=" + system.issuer(),
                "--output=" + output));

        assertThat(bench.exitCode()).as(bench.output()).isZero();
        assertThat(bench.output())
                .contains("| 100 in 1 s ")
                .contains("A quick run")
                .doesNotContain("failed");
        JsonNode finding = new JsonMapper()
                .readTree(output.resolve("benchmarks.json").toFile())
                .at("/findings/0");
        assertThat(finding.path("failures")).isEmpty();
        JsonNode row = finding.at("/sections/0/rows/2");
        assertThat(row.path("label").asText()).isEqualTo("20 in 1 s");
        assertThat(row.at("/figures/errors/value").asInt(-1)).isZero();
        assertThat(row.at("/figures/p99/value").asDouble()).isPositive();
    }

    @Test
    void shouldMeasureACorrectionWhileLearnersAnswer(@TempDir Path output) throws IOException {
        SystemUnderTest.Command bench = system.command(List.of(
                "bench",
                "regrade",
                "--quick",
                "--url=" + system.web(),
                "--issuer=" + system.issuer(),
                "--output=" + output));

        assertThat(bench.exitCode()).as(bench.output()).isZero();
        JsonNode finding = new JsonMapper()
                .readTree(output.resolve("benchmarks.json").toFile())
                .at("/findings/0");
        assertThat(finding.path("failures")).isEmpty();
        assertThat(finding.at("/sections/0/rows")).hasSize(4).allSatisfy(row -> {
            assertThat(row.at("/figures/changed/value").asInt()).isEqualTo(1_800);
            assertThat(row.at("/figures/all views/value").asDouble()).isPositive();
        });
        assertThat(finding.at("/sections/1/rows/1/figures/answers/value").asInt())
                .isPositive();
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
