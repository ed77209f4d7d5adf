package io.gradeflow.bench.submit;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rows of {@link SingleInserts} by PostgreSQL's own benchmark, {@code pgbench -M prepared}, over as many connections. The PostgreSQL of the
 * local stack comes without it; one of another release that the machine has does.
 */
final class PgBench {

    private static final String PROGRAM = "pgbench";
    /** Where Debian and its descendants have what of PostgreSQL isn't on the path, by release. */
    private static final Path BY_RELEASE = Path.of("/usr/lib/postgresql");

    private static final int THREADS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern DONE = Pattern.compile("number of transactions actually processed: (\\d+)");

    /** A client fills one attempt, as over JDBC. */
    private static final String SCRIPT =
            """
            \\set position :position + 1
            INSERT INTO %s %s VALUES (
                ('00000000-0000-4000-8000-' || lpad(:client_id::text, 12, '0'))::uuid, :position, 1, gen_random_uuid(),
                gen_random_uuid(), 1, %s, now());
            """.formatted(SingleRowTable.NAME, SingleRowTable.COLUMNS, SingleRowTable.RESPONSE);

    private final Path program;

    private PgBench(Path program) {
        this.program = program;
    }

    /** The one on the path, else the last by the name of its release; empty where there is none. */
    static Optional<PgBench> find() {
        Stream<Path> onPath = Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
                .map(folder -> Path.of(folder, PROGRAM));
        return Stream.concat(onPath, byRelease().stream())
                .filter(Files::isExecutable)
                .findFirst()
                .map(PgBench::new);
    }

    private static List<Path> byRelease() {
        if (!Files.isDirectory(BY_RELEASE)) {
            return List.of();
        }
        try (Stream<Path> releases = Files.list(BY_RELEASE)) {
            return releases.sorted(Comparator.reverseOrder())
                    .map(release -> release.resolve("bin").resolve(PROGRAM))
                    .toList();
        } catch (IOException e) {
            throw new BenchException("It can't be looked whether there is a pgbench: " + e.getMessage(), e);
        }
    }

    Work run(MeasuredSystem system, Insides insides, Duration time) {
        try (SingleRowTable _ = SingleRowTable.make(insides)) {
            Path script = Files.createTempFile("gradeflow-pgbench-", ".sql");
            try {
                Files.writeString(script, SCRIPT);
                CpuMeter meter = CpuMeter.start(system);
                String said = insert(script, insides, time);
                return Work.since(meter, rows(said));
            } finally {
                Files.deleteIfExists(script);
            }
        } catch (IOException e) {
            throw new BenchException("pgbench can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    private String insert(Path script, Insides insides, Duration time) throws IOException, InterruptedException {
        ProcessBuilder line = new ProcessBuilder(
                        program.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + SingleInserts.CONNECTIONS,
                        "--jobs=" + THREADS,
                        "--time=" + Math.max(1, time.toSeconds()),
                        "--define=position=0",
                        "--file=" + script)
                .redirectErrorStream(true);
        line.environment().putAll(insides.attemptDatabaseForClients());
        Process process = line.start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                throw new BenchException("pgbench failed: " + said.strip());
            }
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static long rows(String said) {
        Matcher done = DONE.matcher(said);
        if (!done.find()) {
            throw new BenchException("pgbench says no number of transactions: " + said.strip());
        }
        return Long.parseLong(done.group(1));
    }
}
