package io.gradeflow.bench.items;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.bench.facts.Counting;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.devstack.local.PartKind;
import io.gradeflow.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The items of a bank are analysed for the first time, and again after each further attempt. */
public final class Items implements Benchmark {

    private static final String ANALYTICS = PartKind.ANALYTICS.partName();

    private static final double COLD_BAR = 1_000;
    private static final double CHANGE_BAR = 5;

    /** What changed of a bank that is looked at is read within a second. */
    private static final Duration UNTIL_READ = Duration.ofMillis(1_200);

    private static final Duration WHILE_WARMING_UP = Duration.ofMillis(150);

    private static final int LOOKS_TO_WARM_UP = 5;

    private static final Duration UNTIL_ESTIMATED = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "items";
    }

    @Override
    public String measures() {
        return "the items of a bank analysed, for the first time and after each further attempt";
    }

    @Override
    public boolean isForDeployedSystems() {
        return false;
    }

    /** What is measured, in the order in which it is told. */
    private record Measured(
            Looks plain,
            Looks restarted,
            Looks first,
            Looks unchanged,
            Looks changed,
            Looks unchangedAtOnce,
            Looks changedAtOnce) {

        static Measured nothing() {
            return new Measured(
                    new Looks("the first look after a start without an archive"),
                    new Looks("the first look after a start of the service"),
                    new Looks("the first look at a bank"),
                    new Looks("nothing changed, a second later"),
                    new Looks("one attempt more, a second later"),
                    new Looks("nothing changed, at once"),
                    new Looks("one attempt more, at once"));
        }

        Stream<Looks> all() {
            return Stream.of(plain, restarted, first, unchanged, changed, unchangedAtOnce, changedAtOnce);
        }
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        Insides insides = system.requireInsides(name());
        ItemsPlan items = plan.quick() ? ItemsPlan.quick() : ItemsPlan.full();
        Measured measured = Measured.nothing();
        try (Api door = new Api(system.web())) {
            insides.withoutAttemptService();
            Sittings sittings = new Sittings("items", bank(door, system, items));
            Sittings elsewhere = new Sittings("elsewhere", bank(door, system, items));
            plan.progress().accept("counting attempts");
            count(system, insides, sittings, items);
            if (!plan.quick()) {
                plan.progress().accept("waiting until the difficulties of the items are estimated");
                awaitCalibration(door, sittings.bank(), items.attempts());
            }
            plan.progress().accept("looking after a start of analytics-service");
            lookAfterStarts(system, insides, plan, door, sittings, items, measured);
            try (Api service = new Api(insides.analyticsService())) {
                plan.progress().accept("looking after each further attempt");
                lookAfterAttempts(system, insides, service, sittings, elsewhere, items, measured);
                for (int round = 1; round <= plan.rounds(); round++) {
                    Sittings others = new Sittings("items", bank(door, system, items));
                    count(system, insides, others, items);
                    measured.first().look(service, others.bank(), items.attempts());
                }
            }
        }
        return new Course.Measured(
                List.of(new Finding.Section(
                        "at analytics-service itself",
                        measured.all().filter(Looks::any).map(Looks::row).toList())),
                bars(items, measured),
                measured.all().flatMap(looks -> looks.failures().stream()).toList(),
                remarks(items));
    }

    /** An archive takes longer to be written than a quick run may. */
    private static void lookAfterStarts(
            MeasuredSystem system,
            Insides insides,
            Plan plan,
            Api door,
            Sittings sittings,
            ItemsPlan items,
            Measured measured) {
        for (int round = 0; round < plan.rounds(); round++) {
            insides.restartAnalyticsService();
            measured.plain().lookAtService(insides, sittings.bank(), items.attempts());
        }
        if (plan.quick()) {
            return;
        }
        recordArchive(system, insides, door, items);
        for (int round = 0; round < plan.rounds(); round++) {
            insides.restartWithArchive(ANALYTICS);
            measured.restarted().lookAtService(insides, sittings.bank(), items.attempts());
        }
    }

    private static void lookAfterAttempts(
            MeasuredSystem system,
            Insides insides,
            Api service,
            Sittings sittings,
            Sittings elsewhere,
            ItemsPlan items,
            Measured measured) {
        try (Counting counting = new Counting(system, insides)) {
            lookAfterEach(counting, service, elsewhere, items.warming(), LOOKS_TO_WARM_UP);
            for (int round = 0; round < 2 * items.further(); round++) {
                boolean atOnce = round % 2 == 0;
                Duration pause = atOnce ? Duration.ZERO : UNTIL_READ;
                tell(counting, sittings, items.attempts() + round, 1);
                Pause.of(pause);
                (atOnce ? measured.changedAtOnce() : measured.changed())
                        .look(service, sittings.bank(), items.attempts() + round + 1);
                tell(counting, elsewhere, items.warming() + round, 1);
                Pause.of(pause);
                (atOnce ? measured.unchangedAtOnce() : measured.unchanged())
                        .look(service, sittings.bank(), items.attempts() + round + 1);
            }
        }
    }

    /** As people look at a system that is then ended, or made into images. */
    private static void recordArchive(MeasuredSystem system, Insides insides, Api door, ItemsPlan items) {
        insides.restartWithArchive(ANALYTICS);
        Sittings recording = new Sittings("recording", bank(door, system, items));
        try (Api service = new Api(insides.analyticsService());
                Counting counting = new Counting(system, insides)) {
            lookAfterEach(counting, service, recording, items.recording(), 1);
        }
        awaitCalibration(door, recording.bank(), items.recording());
    }

    /** Looks at a bank after each of its attempts, so that what a look runs through is compiled. */
    private static void lookAfterEach(Counting counting, Api service, Sittings sittings, int attempts, int looks) {
        for (int attempt = 0; attempt < attempts; attempt++) {
            tell(counting, sittings, attempt, 1);
            Pause.of(WHILE_WARMING_UP);
            for (int look = 0; look < looks; look++) {
                Looks.unmeasured(service, sittings.bank());
            }
        }
    }

    /** What is estimated of all attempts isn't estimated again after a start, which would read the bank before the look. */
    private static void awaitCalibration(Api door, CountedBank bank, int attempts) {
        long giveUp = System.nanoTime() + UNTIL_ESTIMATED.toNanos();
        while (door.get("/api/v1/analytics/calibration?bank=" + bank.slug(), bank.author())
                        .path("n")
                        .asLong()
                != attempts) {
            if (System.nanoTime() > giveUp) {
                throw new BenchException("The difficulties of " + bank.slug() + " were not estimated from all "
                        + attempts + " attempts within " + UNTIL_ESTIMATED.toMinutes() + " minutes.");
            }
            Pause.of(Duration.ofSeconds(1));
        }
    }

    private static CountedBank bank(Api door, MeasuredSystem system, ItemsPlan items) {
        return CountedBank.create(door, system.tokens().author(), items.questions());
    }

    private static void count(MeasuredSystem system, Insides insides, Sittings sittings, ItemsPlan items) {
        try (Counting counting = new Counting(system, insides)) {
            tell(counting, sittings, 0, items.attempts());
        }
    }

    private static void tell(Counting counting, Sittings sittings, int from, int attempts) {
        int questions = sittings.questions();
        counting.tell(Topic.ANSWERS_GRADED, attempts * questions, number -> sittings.answer(from * questions + number));
        counting.tell(Topic.ATTEMPTS_FINISHED, attempts, number -> sittings.ending(from + number));
    }

    private static List<Bar> bars(ItemsPlan items, Measured measured) {
        List<Bar> bars = new ArrayList<>();
        if (measured.restarted().any()) {
            double longest = measured.restarted().longestMillis();
            bars.add(new Bar(
                    String.format(
                            Locale.ROOT,
                            "%d attempts of %d questions from a cold start: under 1 s (here: %.0f ms)",
                            items.attempts(),
                            items.questions(),
                            longest),
                    longest < COLD_BAR));
        }
        bars.add(oneMore("at once", measured.changedAtOnce(), measured.unchangedAtOnce()));
        bars.add(oneMore("a second later", measured.changed(), measured.unchanged()));
        return bars;
    }

    private static Bar oneMore(String when, Looks changed, Looks unchanged) {
        double more = changed.medianMillis() - unchanged.medianMillis();
        return new Bar(
                String.format(
                        Locale.ROOT,
                        "one attempt more, %s: a look takes less than 5 ms more than where nothing changed, p50 (here: %.2f ms)",
                        when,
                        more),
                more < CHANGE_BAR);
    }

    private static List<String> remarks(ItemsPlan items) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%d exams of a bank of %d questions, each of another learner, told by events and counted by the service; then"
                                + " %d of another bank with looks at that, to warm up; then %d more of the first that are measured, one"
                                + " by one. Each measured look was seen to tell of all attempts and all questions.",
                        items.attempts(),
                        items.questions(),
                        items.warming(),
                        2 * items.further()),
                String.format(
                        Locale.ROOT,
                        "A cold start, once a round: analytics-service was started anew and takes requests, but nobody has asked for"
                                + " anything yet; its code isn't compiled, and nothing is kept of the bank, of which all difficulties had"
                                + " been estimated before. It starts by an archive of classes and of what was called how often, as images"
                                + " and ./gradeflow up make one: recorded while another bank was looked at after each of %d attempts, as many as"
                                + " an image's service sees. Beside it, the same without. The first look at a bank: another one, after the"
                                + " looks before.",
                        items.recording()),
                "A look doesn't wait for the disk: the mark in the journal up to which it has read is made durable after it, and only"
                        + " who reads next waits for that.",
                "One attempt more: looked at as soon as it is counted, when a look reads and analyses it; or a second later, when it"
                        + " has been read, as of each bank that people look at, and is left to be analysed. Nothing changed: the same after"
                        + " an attempt of another bank, so both come when the service has just worked. All looks are one at a time, from the"
                        + " request to the last byte, with the token checked and the broker asked for what is on its way.");
    }
}
