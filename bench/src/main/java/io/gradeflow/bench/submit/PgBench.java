package io.gradeflow.bench.submit;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.system.Insides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    /**
     * What it says of itself.
     *
     * @param perSecond without the time until it was connected
     */
    record Inserted(long rows, double perSecond) {

        double seconds() {
            return rows / perSecond;
        }

        Inserted plus(Inserted other) {
            return new Inserted(rows + other.rows, (rows + other.rows) / (seconds() + other.seconds()));
        }

        /** @throws BenchException if it doesn't say how many there were, and how quickly */
        static Inserted read(String said) {
            Matcher rows = ROWS.matcher(said);
            Matcher speed = SPEED.matcher(said);
            if (!rows.find() || !speed.find() || Double.parseDouble(speed.group(1)) == 0) {
                throw new BenchException("pgbench doesn't say what it did: " + said.strip());
            }
            return new Inserted(Long.parseLong(rows.group(1)), Double.parseDouble(speed.group(1)));
        }
    }

    private static final String PROGRAM = "pgbench";
    /** Where Debian and its descendants have what of PostgreSQL isn't on the path, by release. */
    private static final Path BY_RELEASE = Path.of("/usr/lib/postgresql");

    private static final int THREADS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern ROWS = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern SPEED = Pattern.compile("tps = ([\\d.]+) \\(without initial connection time\\)");

    /** A client fills one attempt, as over JDBC. */
    private static final String SCRIPT =
            """
            \\set position :position + 1
            INSERT INTO %1$s %2$s
            SELECT attempt, :position, 1, gen_random_uuid(), attempt, 1, %3$s, now()
            FROM CAST('00000000-0000-4000-8000-' || lpad(:client_id::text, 12, '0') AS uuid) AS attempt;
            """.formatted(SingleRowTable.NAME, SingleRowTable.COLUMNS, SingleRowTable.RESPONSE);

    private final Path program;

    private PgBench(Path program) {
        this.program = program;
    }

    /** The newest release's, else the one on the path; empty where there is none. */
    static Optional<PgBench> find() {
        return find(BY_RELEASE, Objects.requireNonNullElse(System.getenv("PATH"), ""))
                .map(PgBench::new);
    }

    static Optional<Path> find(Path byRelease, String path) {
        Stream<Path> onPath = Arrays.stream(path.split(":"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, PROGRAM));
        return Stream.concat(releases(byRelease).stream(), onPath)
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** The newest first. */
    private static List<Path> releases(Path folder) {
        try (Stream<Path> releases = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return releases.filter(release -> release.getFileName().toString().matches("\\d+"))
                    .sorted(Comparator.comparing(
                            release -> -Integer.parseInt(release.getFileName().toString())))
                    .map(release -> release.resolve("bin").resolve(PROGRAM))
                    .toList();
        } catch (IOException e) {
            throw new BenchException("It can't be looked whether there is a pgbench: " + e.getMessage(), e);
        }
    }

    /** @throws BenchException with what it said, if it fails or doesn't end */
    Inserted run(Insides insides, Duration time) {
        try (SingleRowTable _ = SingleRowTable.make(insides)) {
            Path script = Files.createTempFile("gradeflow-pgbench-", ".sql");
            Path said = Files.createTempFile("gradeflow-pgbench-", ".txt");
            try {
                Files.writeString(script, SCRIPT);
                return insert(script, said, insides.attemptDatabaseForClients(), time);
            } finally {
                Files.deleteIfExists(script);
                Files.deleteIfExists(said);
            }
        } catch (IOException e) {
            throw new BenchException("pgbench can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    private Inserted insert(Path script, Path said, Map<String, String> database, Duration time)
            throws IOException, InterruptedException {
        ProcessBuilder line = new ProcessBuilder(
                        program.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + SingleInserts.CONNECTIONS,
                        "--jobs=" + THREADS,
                        "--time=" + Math.max(1, time.toSeconds()),
                        "--define=position=0",
                        "--file=" + script)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        line.environment().putAll(database);
        Process process = line.start();
        try {
            boolean ended = process.waitFor(time.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
            if (!ended || process.exitValue() != 0) {
                throw new BenchException(
                        "pgbench failed: " + Files.readString(said).strip());
            }
            return Inserted.read(Files.readString(said));
        } finally {
            process.destroyForcibly();
        }
    }
}
