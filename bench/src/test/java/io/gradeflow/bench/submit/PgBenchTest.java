package io.gradeflow.bench.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradeflow.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgBenchTest {

    @TempDir
    Path machine;

    @Test
    void shouldReadWhatItSaysOfItself() {
        PgBench.Inserted inserted = PgBench.Inserted.read("""
                transaction type: rows.sql
                number of transactions actually processed: 21152
                number of failed transactions: 0 (0.000%)
                initial connection time = 61.180 ms
                tps = 4230.400000 (without initial connection time)
                """);

        assertThat(inserted).isEqualTo(new PgBench.Inserted(21_152, 4_230.4));
        assertThat(inserted.seconds()).isEqualTo(5);
        assertThat(inserted.plus(new PgBench.Inserted(5_000, 1_000)).perSecond())
                .isCloseTo(2_615.2, within(1e-9));
    }

    @Test
    void shouldSayWhatItSaysWhereThatIsNoResult() {
        assertThatThrownBy(() -> PgBench.Inserted.read("pgbench: error: no server\n"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("no server");
    }

    @Test
    void shouldFindTheNewestReleasesFirstAndThenThatOnThePath() throws IOException {
        Path onPath = program(machine.resolve("bin"));
        Path releases = Files.createDirectories(machine.resolve("releases"));
        String path = ":" + machine.resolve("nothing") + ":" + machine.resolve("bin");
        assertThat(PgBench.find(machine.resolve("nothing"), path)).contains(onPath);
        assertThat(PgBench.find(releases, path)).contains(onPath);
        Files.createDirectories(releases.resolve("18/bin/pgbench"));

        program(releases.resolve("9/bin"));
        Path newest = program(releases.resolve("17/bin"));

        assertThat(PgBench.find(releases, path)).contains(newest);
        assertThat(PgBench.find(machine.resolve("nothing"), "")).isEmpty();
    }

    private static Path program(Path folder) throws IOException {
        Path file = Files.writeString(Files.createDirectories(folder).resolve("pgbench"), "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
