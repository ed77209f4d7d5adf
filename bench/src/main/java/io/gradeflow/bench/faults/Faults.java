package io.gradeflow.bench.faults;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.devstack.local.PartKind;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.ChoiceResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** All that can go wrong. */
final class Faults {

    private static final String KAFKA = PartKind.KAFKA.partName();
    private static final String POSTGRES = PartKind.POSTGRES.partName();
    private static final List<String> STORES = List.of(KAFKA, POSTGRES);
    private static final List<String> SERVICES =
            List.of("attempt-service", "grader-service", "analytics-service", "question-service", "web");

    /** A service that is halted for longer than ten seconds loses its place in its consumer groups. */
    private static final int LONGEST_HALT_OF_SERVICE = 13_000;

    private static final int LONGEST_HALT_OF_STORE = 8_000;
    private static final int LONGEST_CUT = 5_000;
    private static final int SLOW_FOR = 5_000;
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
            }));
            int longest = STORES.contains(part) ? LONGEST_HALT_OF_STORE : LONGEST_HALT_OF_SERVICE;
            faults.add(new Fault(
                    "halted", part, (on, random) -> on.freeze(part, Duration.ofMillis(random.nextInt(500, longest)))));
            faults.add(new Fault("restarted", part, (on, random) -> {
                on.stop(part);
                on.start(part);
            }));
        }
        faults.add(new Fault("cut", KAFKA, (on, random) -> cut(on.broker(), random)));
        faults.add(new Fault("cut", POSTGRES, (on, random) -> cut(on.database(), random)));
        faults.add(new Fault("slow", KAFKA, (on, random) -> slow(on.broker(), random)));
        faults.add(new Fault("slow", POSTGRES, (on, random) -> slow(on.database(), random)));
        faults.add(new Fault(
                "repeated",
                "events",
                (on, random) -> RepeatedEvents.sendNewestInRandomOrder(on, REPEATED, random.nextLong())));
        faults.add(new Fault("poisoned", "events", Faults::poison));
        stack.disk().ifPresent(disk -> faults.add(new Fault("full", KAFKA, (on, random) -> fill(on))));
        return List.copyOf(faults);
    }

    /** What belongs to these faults and can't be had here, and why. */
    static List<String> missing(FaultyStack stack) {
        List<String> missing = new ArrayList<>();
        missing.add(
                "The clock is not stepped: a running service takes the time from its operating system, and has no door by which"
                        + " somebody could turn its clock. The services' own tests turn it by hand.");
        if (stack.disk().isEmpty()) {
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

    private static void cut(Proxy proxy, Random random) {
        proxy.cut();
        Pause.of(Duration.ofMillis(random.nextInt(100, LONGEST_CUT)));
        proxy.mend();
    }

    private static void slow(Proxy proxy, Random random) {
        proxy.delay(Duration.ofMillis(random.nextInt(10, LONGEST_DELAY)));
        Pause.of(Duration.ofMillis(SLOW_FOR));
        proxy.mend();
    }

    /** A broker that can't write ends by itself; it is started once there is room again. */
    private static void fill(FaultyStack stack) {
        SmallDisk disk = stack.disk().orElseThrow();
        disk.fill();
        try {
            long giveUp = System.nanoTime() + FULL_FOR_AT_MOST.toNanos();
            while (stack.isRunning(KAFKA) && System.nanoTime() < giveUp) {
                Pause.of(BETWEEN_LOOKS);
            }
        } finally {
            disk.empty();
        }
        // One that is about to end would be taken for one that goes on.
        Pause.of(UNTIL_ENDED);
        stack.start(KAFKA);
    }

    /** Among the answers of the learners: nothing, no event, half of one, and answers to what doesn't exist. */
    private static void poison(FaultyStack stack, Random random) {
        for (int i = 0; i < 20; i++) {
            try (Poison poison = new Poison(stack, Integer.toString(random.nextInt()))) {
                String unknown = new String(
                        EventJson.write(new AnswerSubmitted(
                                UUID.randomUUID(),
                                1,
                                UUID.randomUUID(),
                                1,
                                "nobody",
                                UUID.randomUUID(),
                                "practice",
                                List.of(),
                                UUID.randomUUID(),
                                1,
                                ChoiceResponse.of(List.of("A")),
                                null,
                                Instant.now(),
                                1,
                                null,
                                null)),
                        StandardCharsets.UTF_8);
                poison.add(null);
                poison.add("no answer");
                poison.add(unknown);
                poison.add(unknown.substring(0, random.nextInt(1, unknown.length())));
                poison.add(unknown.replace("\"kind\":\"choice\"", "\"kind\":\"essay\""));
            }
        }
    }
}
