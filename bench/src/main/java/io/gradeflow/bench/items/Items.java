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
import io.gradeflow.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The items of a bank are analysed for the first time, and again after each further attempt. */
public final class Items implements Benchmark {

    private static final double COLD_BAR = 1_000;
    private static final double CHANGE_BAR = 5;

    /** Figures are told for ten times as long as they took to compute, before they are computed anew. */
    private static final Duration UNTIL_COMPUTED_ANEW = Duration.ofMillis(500);

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

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        Insides insides = system.requireInsides(name());
        ItemsPlan items = plan.quick() ? ItemsPlan.quick() : ItemsPlan.full();
        Looks restarted = new Looks("the first look after a start of the service");
        Looks first = new Looks("the first look at a bank");
        Looks unchanged = new Looks("nothing changed");
        Looks changed = new Looks("one attempt more");
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
            for (int round = 1; round < plan.rounds(); round++) {
                lookAfterStart(insides, restarted, sittings, items);
            }
            insides.restartAnalyticsService();
            try (Api service = new Api(insides.analyticsService())) {
                restarted.look(service, sittings.bank(), items.attempts());
                plan.progress().accept("looking after each further attempt");
                try (Counting counting = new Counting(system, insides)) {
                    warmUp(counting, service, elsewhere, items);
                    for (int round = 1; round <= items.further(); round++) {
                        tell(counting, sittings, items.attempts() + round - 1, 1);
                        Pause.of(UNTIL_COMPUTED_ANEW);
                        changed.look(service, sittings.bank(), items.attempts() + round);
                        tell(counting, elsewhere, items.warming() + round - 1, 1);
                        Pause.of(UNTIL_COMPUTED_ANEW);
                        unchanged.look(service, sittings.bank(), items.attempts() + round);
                    }
                }
                for (int round = 1; round <= plan.rounds(); round++) {
                    Sittings others = new Sittings("items", bank(door, system, items));
                    count(system, insides, others, items);
                    first.look(service, others.bank(), items.attempts());
                }
            }
        }
        return new Course.Measured(
                List.of(new Finding.Section(
                        "at analytics-service itself",
                        List.of(restarted.row(), first.row(), unchanged.row(), changed.row()))),
                bars(items, restarted, unchanged, changed),
                Stream.of(restarted, first, unchanged, changed)
                        .flatMap(looks -> looks.failures().stream())
                        .toList(),
                remarks(items));
    }

    /** Looks at another bank after each of its attempts, until what a look runs through is compiled. */
    private static void warmUp(Counting counting, Api service, Sittings elsewhere, ItemsPlan items) {
        for (int attempt = 0; attempt < items.warming(); attempt++) {
            tell(counting, elsewhere, attempt, 1);
            Pause.of(WHILE_WARMING_UP);
            for (int look = 0; look < LOOKS_TO_WARM_UP; look++) {
                service.get(
                        "/api/v1/analytics/items?bank=" + elsewhere.bank().slug(),
                        elsewhere.bank().author());
            }
        }
    }

    private static void lookAfterStart(Insides insides, Looks restarted, Sittings sittings, ItemsPlan items) {
        insides.restartAnalyticsService();
        try (Api service = new Api(insides.analyticsService())) {
            restarted.look(service, sittings.bank(), items.attempts());
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

    private static List<Bar> bars(ItemsPlan items, Looks restarted, Looks unchanged, Looks changed) {
        double more = changed.medianMillis() - unchanged.medianMillis();
        return List.of(
                new Bar(
                        String.format(
                                Locale.ROOT,
                                "%d attempts of %d questions from a cold start: under 1 s (here: %.0f ms)",
                                items.attempts(),
                                items.questions(),
                                restarted.longestMillis()),
                        restarted.longestMillis() < COLD_BAR),
                new Bar(
                        String.format(
                                Locale.ROOT,
                                "one attempt more: a look takes less than 5 ms more than where nothing changed, p50 (here: %.2f ms)",
                                more),
                        more < CHANGE_BAR));
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
                        items.further()),
                "A cold start, once a round: analytics-service was started anew and takes requests, but nobody has asked for anything"
                        + " yet; its code isn't compiled, and nothing is kept of the bank, of which all difficulties had been estimated"
                        + " before. The first look at a bank: another one, after the looks before.",
                "A look doesn't wait for the disk: the mark in the journal up to which it has read is made durable beside it, and only"
                        + " the next look waits for that.",
                "Nothing changed: half a second after an attempt of another bank was counted, as one more of this bank before the other"
                        + " looks; so both come when the service has just worked, and the difference is what it takes to read and"
                        + " analyse one attempt more. All looks are one at a time, from the request to"
                        + " the last byte, with the token checked and the broker asked for what is on its way.");
    }
}
