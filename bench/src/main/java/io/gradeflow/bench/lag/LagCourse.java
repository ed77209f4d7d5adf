package io.gradeflow.bench.lag;

import io.gradeflow.bench.Course;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.bench.facts.Practice;
import io.gradeflow.bench.facts.Sustained;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.load.Arrivals;
import io.gradeflow.bench.load.LoadClient;
import io.gradeflow.bench.log.BareHops;
import io.gradeflow.bench.log.Broker;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Incumbent;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.bench.system.WarmUp;
import io.gradeflow.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds what the whole pipeline sustains, and then sends shares of it. */
final class LagCourse implements Course {

    private static final double SHARE_OF_BAR = 0.5;
    private static final Duration BAR = Duration.ofMillis(500);
    private static final Duration GOAL = Duration.ofMillis(100);
    private static final Duration QUIET = Duration.ofSeconds(1);
    /** About as long as an answer's event. */
    private static final int EVENT_BYTES = 520;

    private final MeasuredSystem system;
    private final CountedBank bank;
    private final LagPlan lag;
    private final Plan plan;
    private final Map<Double, LagTimes> times = new LinkedHashMap<>();
    private final Map<String, Work> works = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private @Nullable Sustained sustained;
    private @Nullable WarmUp warmUp;

    LagCourse(MeasuredSystem system, CountedBank bank, LagPlan lag, Plan plan) {
        this.system = system;
        this.bank = bank;
        this.lag = lag;
        this.plan = plan;
    }

    void run() {
        lag.shares().forEach(share -> times.put(share, new LagTimes()));
        try (LoadClient client = new LoadClient(system.web(), plan.connections())) {
            client.open(Paper.REFUSED);
            Practice practice = new Practice(system, bank, client);
            plan.progress().accept("warming up");
            warmUp = WarmUp.by(() -> warmUp(practice), system, plan);
            plan.progress().accept("finding what is sustained");
            sustained = Sustained.find(practice, flood(practice, lag), lag.trial(), plan);
            for (int round = 1; round <= plan.rounds(); round++) {
                for (double share : lag.shares()) {
                    follow(practice, share, round);
                }
            }
            times.forEach((share, met) -> practice.note("at " + percent(share), met.failures()));
            failures.addAll(practice.failures());
        }
        system.insides().ifPresent(insides -> hop(insides.bootstrapServers()));
    }

    private void warmUp(Practice practice) {
        flood(practice, lag.warmUp());
        LagTimes met = new LagTimes();
        follow(practice, lag.warmUp(), 0, "to warm up", 0, met);
        practice.note("to warm up", met.failures());
        works.clear();
    }

    private Work flood(Practice practice, LagPlan amount) {
        Work work = practice.flood(amount.learners(), amount.bankSize(), Sustained.FLOOD);
        works.put(Sustained.FLOOD, work);
        return work;
    }

    private void follow(Practice practice, double share, int round) {
        plan.progress().accept("answering at " + percent(share) + ", round " + round);
        int others = lag.others(sustained().perSecond(), share);
        follow(practice, lag, others, "at " + percent(share), round, times(share));
    }

    /** @param others how many answer besides those who are followed */
    private void follow(Practice practice, LagPlan amount, int others, String label, int round, LagTimes met) {
        FollowedAnswers followed = new FollowedAnswers(
                bank.slug(), practice.single(amount.followedInAll()), practice.calls(others), round);
        int count = followed.calls().size();
        Pause.afterGarbage(QUIET);
        CpuMeter meter = CpuMeter.start(system);
        met.add(
                followed,
                practice.sendFollowed(followed.calls(), Arrivals.within(amount.window(), count, round), followed));
        practice.awaitFigures();
        works.merge(label, Work.since(meter, count), Work::plus);
        practice.check(label);
    }

    /** As many records as answers of a round, at the same rates, while the system is at rest. */
    private void hop(String bootstrapServers) {
        try (Broker broker = new Broker(bootstrapServers)) {
            BareHops hops = new BareHops(broker, Topic.ANSWERS_GRADED.topicName());
            plan.progress().accept("sending bare records");
            hops.send(Arrivals.within(lag.window(), lag.followedInAll(), 0), EVENT_BYTES);
            for (double share : lag.shares()) {
                int count = lag.followedInAll() + lag.others(sustained().perSecond(), share);
                Pause.afterGarbage(QUIET);
                times(share).addBare(hops.send(Arrivals.within(lag.window(), count, 1), EVENT_BYTES));
            }
        }
    }

    private Sustained sustained() {
        return Objects.requireNonNull(sustained);
    }

    private LagTimes times(double share) {
        return Objects.requireNonNull(times.get(share));
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    @Override
    public List<String> failures() {
        return failures;
    }

    @Override
    public List<Finding.Section> sections() {
        List<Row> rows = new ArrayList<>();
        times.forEach((share, met) -> {
            Map<String, Figure> figures = new LinkedHashMap<>();
            figures.put("answers/s", Figure.count(Math.round(sustained().perSecond() * share)));
            met.put(figures);
            rows.add(new Row(percent(share), figures));
        });
        List<Row> cpu = new ArrayList<>();
        works.forEach((label, work) -> cpu.add(work.cpu(label)));
        return List.of(
                sustained().tried(),
                new Finding.Section(
                        "shares of that: from due to 202, from there until the figures tell of it, and bare records through"
                                + " three topics",
                        rows),
                new Finding.Section("processor time for each answer, with the looks of those who look", cpu),
                Incumbent.section(
                        Incumbent.FRESH.beside(seconds(times(ofBar()).countedP99())),
                        Incumbent.FRESH_WHEN_FORCED.beside(
                                seconds(times(ofBar()).countedP99()))));
    }

    private double ofBar() {
        return lag.shares().contains(SHARE_OF_BAR) ? SHARE_OF_BAR : lag.shares().getFirst();
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    @Override
    public List<Bar> bars() {
        Duration p99 = times(ofBar()).countedP99();
        return List.of(
                bar("", ofBar(), p99, BAR),
                bar("goal: ", ofBar(), p99, GOAL),
                Incumbent.FRESH.bar(seconds(p99)),
                Incumbent.FRESH_WHEN_FORCED.bar(seconds(p99)));
    }

    static Bar bar(String prefix, double share, Duration p99, Duration most) {
        return new Bar(
                String.format(
                        Locale.ROOT,
                        "%sat %s: p99 from 202 to the figures at most %d ms (here: %.0f ms)",
                        prefix,
                        percent(share),
                        most.toMillis(),
                        p99.toNanos() / 1e6),
                p99.compareTo(most) <= 0);
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        remarks.add(Sustained.inWords(lag.learners(), lag.bankSize(), lag.trial()));
        remarks.add(String.format(
                Locale.ROOT,
                "Shares: sent for %d s at random moments, of which %d a second are of learners who answer nothing else, and look at"
                        + " GET /analytics/topics 10 ms after their 202, and again and again 10 ms after each answer, or a tenth of the time"
                        + " until then if that is longer, until it tells of theirs. That is the resolution, and part of the load. %s taken together.",
                lag.window().toSeconds(),
                lag.followed(),
                plan.roundsInWords()));
        remarks.add(
                system.insides().isPresent()
                        ? "Bare hops, once: as many records of " + EVENT_BYTES
                                + " bytes at the same rates, due at random moments, through three topics with as many partitions: sent,"
                                + " read and sent on twice by loops that wait for each poll's acknowledgement and commit, and read; in"
                                + " the JVM of the benchmark, while nothing is answered."
                        : "The log of a deployed system can't be written from here, so that bare hops are missing.");
        remarks.add(Objects.requireNonNull(warmUp)
                .inWords(String.format(
                        Locale.ROOT,
                        "%,d answers came as quickly as they were heard, and %,d that were followed,",
                        lag.warmUp().learners() * lag.warmUp().bankSize(),
                        lag.warmUp().followedInAll())));
        return remarks;
    }
}
