package io.gradeflow.bench.faults;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.devstack.local.PartKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** All that can go wrong. */
final class Faults {

    private static final String KAFKA = PartKind.KAFKA.partName();
    private static final String POSTGRES = PartKind.POSTGRES.partName();

    /** The kind that needs a disk which can be filled. */
    static final String FULL = "full";

    private static final List<String> STORES = List.of(KAFKA, POSTGRES);
    /** And the issuer, without which nobody new may come. */
    private static final List<String> SERVICES =
            List.of("attempt-service", "grader-service", "analytics-service", "question-service", "web", "oidc");

    /** A service that is halted for longer than ten seconds loses its place in its consumer groups. */
    private static final int LONGEST_HALT_OF_SERVICE = 13_000;

    private static final int LONGEST_HALT_OF_STORE = 8_000;
    private static final int LONGEST_CUT = 5_000;
    private static final Duration SLOW_FOR = Duration.ofSeconds(5);
    private static final int LONGEST_DELAY = 150;
    private static final int REPEATED = 2_000;
    private static final Duration FULL_FOR_AT_MOST = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration UNTIL_ENDED = Duration.ofSeconds(1);

    private Faults() {}

    /**
     * Those that this machine and user allow.
     *
     * @param kinds only these; all if there are none
     * @throws BenchException if there is no such kind
     */
    static List<Fault> of(FaultyStack stack, List<String> kinds) {
        List<Fault> all = all(stack);
        for (String kind : kinds) {
            if (all.stream().noneMatch(fault -> fault.kind().equals(kind))) {
                throw new BenchException("No fault is called " + kind + " here; there are: "
                        + String.join(
                                ", ", all.stream().map(Fault::kind).distinct().toList()) + ".");
            }
        }
        return all.stream()
                .filter(fault -> kinds.isEmpty() || kinds.contains(fault.kind()))
                .toList();
    }

    private static List<Fault> all(FaultyStack stack) {
        List<Fault> faults = new ArrayList<>();
        for (String part : Stream.concat(SERVICES.stream(), STORES.stream()).toList()) {
            faults.add(new Fault("killed", part, (on, random) -> {
                on.kill(part);
                on.start(part);
                return "killed, and started again";
            }));
            int longest = STORES.contains(part) ? LONGEST_HALT_OF_STORE : LONGEST_HALT_OF_SERVICE;
            faults.add(new Fault("halted", part, (on, random) -> {
                Duration halt = Duration.ofMillis(random.nextInt(500, longest));
                on.freeze(part, halt);
                return "halted for " + Figure.seconds(halt);
            }));
            faults.add(new Fault("restarted", part, (on, random) -> {
                on.stop(part);
                on.start(part);
                return "ended in order, and started again";
            }));
        }
        faults.add(new Fault("cut", KAFKA, (on, random) -> cut(on.broker(), random)));
        faults.add(new Fault("cut", POSTGRES, (on, random) -> cut(on.database(), random)));
        faults.add(new Fault("slow", KAFKA, (on, random) -> slow(on.broker(), random)));
        faults.add(new Fault("slow", POSTGRES, (on, random) -> slow(on.database(), random)));
        faults.add(new Fault("repeated", "events", Faults::repeat));
        faults.add(new Fault("poisoned", "events", (on, random) -> ManyPoisons.add(on, random)));
        stack.disk().ifPresent(disk -> faults.add(new Fault(FULL, KAFKA, (on, random) -> fill(on))));
        return List.copyOf(faults);
    }

    /** Whether the broker's disk is to be filled, among others. */
    static boolean isFullWanted(List<String> kinds) {
        return kinds.isEmpty() || kinds.contains(FULL);
    }

    /** What belongs to these faults and can't be had here, and why. */
    static List<String> missing(FaultyStack stack, List<String> kinds) {
        List<String> missing = new ArrayList<>();
        missing.add(
                "The clock is not stepped: a running service takes the time from its operating system, and has no door by which"
                        + " somebody could turn its clock. The services' own tests turn it by hand.");
        if (isFullWanted(kinds) && stack.disk().isEmpty()) {
            missing.add(
                    "The broker's disk is not filled: this user may not mount a file system small enough. Root may, on Linux.");
        }
        return missing;
    }

    /** Each once, in an order that follows from the seed, and then again in another, and so on. */
    static List<Fault> inRandomOrder(List<Fault> faults, int rounds, Random random) {
        List<Fault> order = new ArrayList<>();
        while (order.size() < rounds) {
            List<Fault> turn = new ArrayList<>(faults);
            Collections.shuffle(turn, random);
            order.addAll(turn);
        }
        return order.subList(0, rounds);
    }

    private static String cut(Proxy proxy, Random random) {
        int broken = proxy.cut();
        Duration time = Duration.ofMillis(random.nextInt(100, LONGEST_CUT));
        Pause.of(time);
        proxy.mend();
        if (broken == 0) {
            throw new BenchException("There was no connection to be cut.");
        }
        return broken + " connections cut, for " + Figure.seconds(time);
    }

    private static String slow(Proxy proxy, Random random) {
        Duration delay = Duration.ofMillis(random.nextInt(10, LONGEST_DELAY));
        proxy.delay(delay);
        Pause.of(SLOW_FOR);
        proxy.mend();
        if (proxy.delayed() == 0) {
            throw new BenchException("Nothing was said that could come late.");
        }
        return proxy.delayed() + " pieces late by " + Figure.millis(delay);
    }

    private static String repeat(FaultyStack stack, Random random) {
        int told = RepeatedEvents.sendNewestInRandomOrder(stack, REPEATED, random.nextLong());
        if (told == 0) {
            throw new BenchException("There was no event to be told again.");
        }
        return told + " events told again";
    }

    /** A broker that can't write ends by itself; it is started once there is room again. */
    private static String fill(FaultyStack stack) {
        SmallDisk disk = stack.disk().orElseThrow(() -> new BenchException("There is no disk to be filled any more."));
        long begin = System.nanoTime();
        try {
            disk.fill();
            while (stack.isRunning(KAFKA) && System.nanoTime() - begin < FULL_FOR_AT_MOST.toNanos()) {
                Pause.of(BETWEEN_LOOKS);
            }
        } finally {
            disk.empty();
        }
        Duration full = Duration.ofNanos(System.nanoTime() - begin);
        // One that is about to end would be taken for one that goes on.
        Pause.of(UNTIL_ENDED);
        boolean goesOn = stack.isRunning(KAFKA);
        stack.start(KAFKA);
        return "without room for " + Figure.seconds(full)
                + (goesOn ? ", and went on" : "; it ended, and was started again");
    }
}
