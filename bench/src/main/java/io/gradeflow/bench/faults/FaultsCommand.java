package io.gradeflow.bench.faults;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Place;
import io.gradeflow.bench.crowd.Crowd;
import io.gradeflow.bench.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

    private static final int QUICK_ROUNDS = 2;
    private static final int QUICK_CLIENTS = 20;

    /** What Kafka's clients tell of themselves is no progress. Held here, or the level would go with it. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    @Option(names = "--rounds", defaultValue = "200", description = "How many (default 200; some 20 s each).")
    private int rounds = 200;

    @Option(
            names = "--clients",
            defaultValue = "60",
            description = "Learners who answer at the same time (default 60).")
    private int clients = 60;

    @Option(names = "--seed", description = "From which the order follows; printed, drawn if it is not given.")
    private @Nullable Long seed;

    @Option(
            names = "--kinds",
            split = ",",
            description = "Only these: killed, halted, restarted, cut, slow, repeated, poisoned, full (default all).")
    private List<String> kinds = List.of();

    @Option(names = "--quick", description = "Two rounds with 20 learners, to see that it works.")
    private boolean quick;

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
        long drawn = seed == null ? new Random().nextLong(1_000_000) : seed;
        int learners = quick ? QUICK_CLIENTS : clients;
        Path directory = output == null ? Place.home().resolve("faults") : output;
        System.out.println(
                "Seed " + drawn + ": ./gradeflow faults --seed " + drawn + " has the same faults in the same order.");
        try (FaultyStack stack =
                FaultyStack.start(Place.root(), Place.home().resolve("faults").resolve("system"), FaultsCommand::say)) {
            FaultsRecord record = run(stack, drawn, learners, directory);
            System.out.print(record.text());
            System.err.println("Written: " + directory.resolve(FaultsRecord.PAGE) + " and "
                    + directory.resolve(FaultsRecord.JSON));
            return record.isSound() ? 0 : 1;
        }
    }

    private FaultsRecord run(FaultyStack stack, long drawn, int learners, Path directory) {
        Random random = new Random(drawn);
        Rounds played = new Rounds(stack, new Crowd.Mix(0, learners / 3, learners - learners / 3), random);
        List<Round> done = new ArrayList<>();
        FaultsRecord record = new FaultsRecord(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                drawn,
                learners,
                Machine.here(),
                Faults.missing(stack),
                done);
        record.missing().forEach(FaultsCommand::say);
        List<Fault> order = Faults.inRandomOrder(Faults.of(stack, kinds), quick ? QUICK_ROUNDS : rounds, random);
        for (Fault fault : order) {
            int number = done.size() + 1;
            say("round " + number + " of " + order.size() + ", " + fault);
            Round round = played.run(number, fault);
            done.add(round);
            record.write(directory);
            if (!round.isSound()) {
                round.findings().forEach(finding -> say("FOUND " + finding));
                keepLogs(stack, directory.resolve("round-" + number));
                stack.renew();
            }
        }
        return record;
    }

    /** Of whoever wants to know why; the system starts afresh after such a round. */
    private static void keepLogs(FaultyStack stack, Path directory) {
        try (Stream<Path> logs = Files.list(stack.logs())) {
            Files.createDirectories(directory);
            for (Path log : logs.toList()) {
                Files.copy(log, directory.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new BenchException("The logs can't be kept in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static void say(String what) {
        System.err.println("... " + what);
    }
}
