package io.gradeflow.bench.faults;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Place;
import io.gradeflow.bench.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "faults",
        description = {
            "Let parts of a system of its own fail in random order while learners answer, and look after each round whether",
            "every acknowledged answer counts once, the figures are those of the log, and no service needs a hand.",
            "Exits 1 if something was found."
        })
public final class FaultsCommand implements Callable<Integer> {

    private static final int ROUNDS_OF_A_SYSTEM = 100;
    private static final int QUICK_ROUNDS = 2;
    private static final int QUICK_CLIENTS = 20;

    /** What Kafka's clients tell of themselves is no progress. Held here, or the level would go with it. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    @Option(names = "--rounds", defaultValue = "200", description = "How many (default 200, which take about an hour).")
    private int rounds = 200;

    @Option(
            names = "--clients",
            defaultValue = "60",
            description = "Learners who answer at the same time (default 60).")
    private int clients = 60;

    @Option(names = "--seed", description = "From which order and lengths follow; printed, drawn if it is not given.")
    private @Nullable Long seed;

    @Option(
            names = "--kinds",
            split = ",",
            description = "Only these: killed, halted, restarted, cut, slow, repeated, poisoned, full (default all).")
    private List<String> kinds = List.of();

    @Option(names = "--quick", description = "Two rounds with 20 learners, to see that it works.")
    private boolean quick;

    @Option(
            names = "--go-on",
            description =
                    "With the rounds that an earlier run has left of those in --output, by its seed and all else.")
    private boolean goOn;

    @Option(
            names = "--output",
            description = "Where faults.md and faults.json are written, after each round (default .gradeflow/faults).")
    private @Nullable Path output;

    @Override
    public Integer call() {
        if (rounds < 1 || rounds > 100_000) {
            throw new BenchException("--rounds takes 1 to 100000.");
        }
        if (clients < 2 || clients > 2_000) {
            throw new BenchException("--clients takes 2 to 2000.");
        }
        KAFKA.setLevel(Level.WARNING);
        Path directory = output == null ? Place.home().resolve("faults") : output;
        FaultsRecord record = goOn ? FaultsRecord.read(directory) : planned();
        Path home = Place.home().resolve("faults").resolve("system");
        System.out.println("Seed " + record.seed() + ".");
        try (FaultyStack stack =
                FaultyStack.start(Place.root(), home, Faults.isFullWanted(record.kinds()), FaultsCommand::say)) {
            List<Fault> faults = Faults.of(stack, record.kinds());
            record = record.of(faults.stream().map(Fault::toString).toList(), Faults.missing(stack, record.kinds()));
            say("the same faults in the same order: " + record.command());
            record.missing().forEach(FaultsCommand::say);
            play(stack, faults, record, directory);
            System.out.print(record.text());
            System.err.println("Written: " + directory.resolve(FaultsRecord.PAGE) + " and "
                    + directory.resolve(FaultsRecord.JSON));
            return record.isSound() ? 0 : 1;
        }
    }

    /** Nothing of it is done, and it isn't known yet what can be had here. */
    private FaultsRecord planned() {
        return new FaultsRecord(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                seed == null ? new Random().nextLong(1_000_000) : seed,
                quick ? QUICK_CLIENTS : clients,
                kinds,
                List.of(),
                quick ? QUICK_ROUNDS : rounds,
                Machine.here(),
                List.of(),
                List.of());
    }

    private static void play(FaultyStack stack, List<Fault> faults, FaultsRecord record, Path directory) {
        Rounds played = new Rounds(new StackCourse(stack, record.clients()), stack::isEnded, record.seed());
        String logs = "logs-" + record.startedAt().replace(":", "");
        List<Fault> order = Faults.inRandomOrder(faults, record.planned(), new Random(record.seed()));
        for (Fault fault : order.subList(record.rounds().size(), record.planned())) {
            int number = record.next();
            say("round " + number + " of " + record.planned() + ", " + fault);
            Round round = played.run(number, fault);
            record.rounds().add(round);
            record.write(directory);
            round.findings().forEach(finding -> say("FOUND " + finding));
            if (!round.isSound()) {
                keepLogs(stack, directory.resolve(logs).resolve("round-" + number));
            }
            if (number < record.planned() && needsRenewal(stack, round)) {
                renew(stack);
            }
        }
    }

    /** A second try, as a run of an hour shouldn't end for a port that somebody has taken. */
    private static void renew(FaultyStack stack) {
        try {
            stack.renew();
        } catch (RuntimeException e) {
            if (stack.isEnded()) {
                throw e;
            }
            say("the system did not start anew, and is started again: " + e.getMessage());
            stack.renew();
        }
    }

    /** After a finding; and now and then, as each proof reads the whole log, and a disk in memory holds only so much of it. */
    private static boolean needsRenewal(FaultyStack stack, Round round) {
        return !round.isSound()
                || round.number() % ROUNDS_OF_A_SYSTEM == 0
                || stack.disk().map(SmallDisk::isHalfFull).orElse(false);
    }

    /** Of whoever wants to know why; the system starts afresh after such a round. */
    private static void keepLogs(FaultyStack stack, Path directory) {
        try (Stream<Path> logs = Files.list(stack.logs())) {
            Files.createDirectories(directory);
            for (Path log : logs.toList()) {
                keep(log, directory.resolve(log.getFileName()));
            }
        } catch (IOException e) {
            say("the logs can't be kept in " + directory + ": " + e.getMessage());
        }
    }

    private static void keep(Path log, Path copy) throws IOException {
        try {
            Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException _) {
            // Its part was started meanwhile, and writes to a new one.
        }
    }

    private static void say(String what) {
        System.err.println("... " + what);
    }
}
