package io.gradeflow.bench;

import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Machine;
import io.gradeflow.bench.report.Report;
import io.gradeflow.bench.system.DeployedSystem;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.LocalSystem;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.bench.system.Tokens;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        description = {
            "Measure a system that is started for it on free ports, or a deployed one, and print and write what was found.",
            "Exits 1 if a call failed. Benchmarks: storm, answers, exam, submit, lag, regrade, import, start,",
            "count, rebuild, items, read, grade, scale, grow (all, if none is named); and by name only: soak, fuzz."
        })
public final class BenchCommand implements Callable<Integer> {

    /** What Kafka's clients tell of themselves is no progress. Held here, or the level would go with it. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which benchmarks (default all).")
    private List<String> names = List.of();

    @Option(names = "--quick", description = "Under a minute, to see that it works; the figures mean nothing.")
    private boolean quick;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often each case is measured; the rounds are taken together (default 3; 1 with --quick).")
    private int rounds = 3;

    @Option(
            names = "--connections",
            defaultValue = "300",
            description = "Keep-alive connections that the load comes through, opened beforehand (default 300).")
    private int connections = 300;

    @Option(
            names = "--seed",
            description = "With fuzz: from which its calls follow; printed, drawn if it is not given.")
    private @Nullable Long seed;

    @Option(
            names = "--output",
            description = "Where benchmarks.md and benchmarks.json are written (default .gradeflow/bench).")
    private @Nullable Path output;

    @Option(
            names = "--url",
            description =
                    "A deployed system's door. Banks, attempts and corrections are made in it and stay: use one made for this.")
    private @Nullable URI url;

    @Option(names = "--attempt-url", description = "With --url: attempt-service itself, to measure past the door too.")
    private @Nullable URI attemptUrl;

    @Option(
            names = "--issuer",
            description = "With --url: an issuer that gives tokens in any name, as the local one does.")
    private @Nullable URI issuer;

    @Option(
            names = "--tokens",
            description =
                    "With --url, in place of --issuer: a file with a bearer token a line, the first of an author and admin,"
                            + " the others of learners, each of another one.")
    private @Nullable Path tokens;

    @Override
    public Integer call() {
        if (connections < 1 || connections > 20_000) {
            throw new BenchException("--connections takes 1 to 20000.");
        }
        if (rounds < 1 || rounds > 100) {
            throw new BenchException("--rounds takes 1 to 100.");
        }
        KAFKA.setLevel(Level.WARNING);
        List<Benchmark> benchmarks = benchmarks();
        Path directory = output == null ? Place.home().resolve("bench") : output;
        long drawn = seed == null ? new Random().nextLong(1_000_000) : seed;
        Plan plan = new Plan(quick, quick ? 1 : rounds, connections, drawn, what -> System.err.println("... " + what));
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Finding> findings = new ArrayList<>();
        Report report = new Report(startedAt, "", quick, Machine.here(), findings);
        try (MeasuredSystem system = system(plan)) {
            for (Benchmark benchmark : benchmarks) {
                if (benchmark.needsFreshSystem() && !findings.isEmpty()) {
                    system.insides().ifPresent(Insides::renew);
                }
                plan.progress().accept(benchmark.name() + ": " + benchmark.measures());
                findings.add(benchmark.finding(system, plan));
                // After each: whoever ends a long run keeps what was found until then.
                report = new Report(startedAt, system.description(), quick, Machine.here(), List.copyOf(findings));
                report.write(directory);
            }
        }
        System.out.print(report.text());
        System.err.println("Written: " + directory.resolve(Report.PAGE) + " and " + directory.resolve(Report.JSON));
        return findings.stream().allMatch(Finding::isSound) ? 0 : 1;
    }

    /** Those that are named; of all, those that this system allows. */
    private List<Benchmark> benchmarks() {
        List<Benchmark> named = Benchmarks.named(names);
        if (url == null || !names.isEmpty()) {
            return named;
        }
        String left = named.stream()
                .filter(benchmark -> !benchmark.isForDeployedSystems())
                .map(Benchmark::name)
                .collect(Collectors.joining(", "));
        System.err.println("... left out, because they write to the log and the database themselves, which only a"
                + " system started for it allows: " + left);
        return named.stream().filter(Benchmark::isForDeployedSystems).toList();
    }

    private MeasuredSystem system(Plan plan) {
        if (url == null) {
            if (attemptUrl != null || issuer != null || tokens != null) {
                throw new BenchException("--attempt-url, --issuer and --tokens go with --url.");
            }
            return LocalSystem.start(Place.root(), Place.home().resolve("bench").resolve("system"), plan.progress());
        }
        return new DeployedSystem(url, attemptUrl, deployedTokens());
    }

    private Tokens deployedTokens() {
        if (issuer != null && tokens == null) {
            return Tokens.of(issuer);
        }
        if (tokens != null && issuer == null) {
            return Tokens.ofFile(tokens);
        }
        throw new BenchException("With --url, say where tokens come from: --issuer URL or --tokens FILE.");
    }
}
