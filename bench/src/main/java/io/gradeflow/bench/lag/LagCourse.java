package io.gradeflow.bench.lag;

import io.gradeflow.bench.Course;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.load.Arrivals;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.load.Flooded;
import io.gradeflow.bench.load.LoadClient;
import io.gradeflow.bench.log.BareHops;
import io.gradeflow.bench.log.Broker;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Incumbent;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.Api;
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
    private static final int RIGHT = 0;
    /** About as long as an answer's event. */
    private static final int EVENT_BYTES = 520;

    /** So much may be left to do when the last answer of a trial has come, for its rate to count as sustained. */
    private static final Duration BEHIND = Duration.ofSeconds(2);

    private static final double NEXT_RATE = 0.85;

    private static final String FLOOD = "as quickly as they are heard";

    private final MeasuredSystem system;
    private final Api api;
    private final CountedBank bank;
    private final LagPlan lag;
    private final Plan plan;
    private final Map<Double, LagTimes> times = new LinkedHashMap<>();
    private final Map<String, Work> works = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    /** What was tried for its rate, and how long after the last answer all was in the figures. */
    private final List<Row> tried = new ArrayList<>();

    private double sustained;
    private long answers;
    private @Nullable WarmUp warmUp;

    LagCourse(MeasuredSystem system, Api api, CountedBank bank, LagPlan lag, Plan plan) {
        this.system = system;
        this.api = api;
        this.bank = bank;
        this.lag = lag;
        this.plan = plan;
    }

    void run() {
        lag.shares().forEach(share -> times.put(share, new LagTimes()));
        try (LoadClient client = new LoadClient(system.web(), plan.connections())) {
            client.open(Paper.REFUSED);
            plan.progress().accept("warming up");
            warmUp = WarmUp.by(() -> warmUp(client), system, plan);
            plan.progress().accept("finding what is sustained");
            flood(client, lag);
            sustained = sustained(client);
            for (int round = 1; round <= plan.rounds(); round++) {
                for (double share : lag.shares()) {
                    follow(client, share, round);
                }
            }
        }
        times.forEach((share, met) -> note("at " + percent(share), met));
        system.insides().ifPresent(insides -> hop(insides.bootstrapServers()));
    }

    private void warmUp(LoadClient client) {
        flood(client, lag.warmUp());
        LagTimes met = new LagTimes();
        follow(client, lag.warmUp(), 0, "to warm up", 0, met);
        note("of the warm-up", met);
        works.clear();
    }

    private void note(String which, LagTimes met) {
        met.failures().forEach((what, count) -> failures.add(count + " answers " + which + ": " + what));
    }

    /** All answer the whole bank; ends when the figures tell of all. */
    private void flood(LoadClient client, LagPlan amount) {
        List<Call> calls = Paper.sideBySide(papers(amount.learners(), amount.bankSize()), RIGHT);
        Pause.afterGarbage(QUIET);
        CpuMeter meter = CpuMeter.start(system);
        Flooded flooded = client.flood(calls, amount.learners());
        answers += calls.size();
        bank.awaitAnswers(answers);
        works.merge(FLOOD, Work.since(meter, calls.size()), Work::plus);
        flooded.failures(202).forEach((what, count) -> failures.add(count + " answers " + FLOOD + ": " + what));
    }

    /**
     * The highest rate of answers at random moments at which nothing is left behind. Those who each wait until they are heard give more: they
     * come together by themselves.
     */
    private double sustained(LoadClient client) {
        double rate = Objects.requireNonNull(works.get(FLOOD)).perSecond();
        while (rate > 1 && !isSustained(client, rate)) {
            rate *= NEXT_RATE;
        }
        return rate;
    }

    private boolean isSustained(LoadClient client, double rate) {
        String label = String.format(Locale.ROOT, "%,.0f a second at random moments", rate);
        plan.progress().accept("answering " + label);
        int count = lag.tried(rate);
        List<Call> calls = calls(count);
        Pause.afterGarbage(QUIET);
        CpuMeter meter = CpuMeter.start(system);
        client.send(calls, Arrivals.within(lag.trial(), count, tried.size()))
                .failures(202)
                .forEach((what, number) -> failures.add(number + " answers " + label + ": " + what));
        answers += count;
        bank.awaitAnswers(answers);
        Work work = Work.since(meter, count);
        Duration behind = work.took().minus(lag.trial());
        Map<String, Figure> figures = work.figures("answers");
        figures.put("after the last", Figure.seconds(behind));
        tried.add(new Row(label, figures));
        return behind.compareTo(BEHIND) <= 0;
    }

    /** Of learners who answer the whole bank side by side. */
    private List<Call> calls(int count) {
        return Paper.sideBySide(papers(Math.ceilDiv(count, lag.bankSize()), lag.bankSize()), RIGHT)
                .subList(0, count);
    }

    private void follow(LoadClient client, double share, int round) {
        plan.progress().accept("answering at " + percent(share) + ", round " + round);
        follow(client, lag, lag.others(sustained, share), "at " + percent(share), round, times(share));
    }

    /** @param others how many answer besides those who are followed */
    private void follow(LoadClient client, LagPlan amount, int others, String label, int round, LagTimes met) {
        List<Call> single = papers(amount.followedInAll(), 1).stream()
                .map(paper -> paper.answer(1, RIGHT))
                .toList();
        List<Call> many = others == 0 ? List.of() : calls(others);
        FollowedAnswers followed = new FollowedAnswers(bank.slug(), single, many, round);
        int count = followed.calls().size();
        Pause.afterGarbage(QUIET);
        CpuMeter meter = CpuMeter.start(system);
        met.add(followed, client.send(followed.calls(), Arrivals.within(amount.window(), count, round), followed));
        answers += count;
        bank.awaitAnswers(answers);
        works.merge(label, Work.since(meter, count), Work::plus);
        bank.failure(label, answers, answers).ifPresent(failures::add);
    }

    private List<Paper> papers(int learners, int questions) {
        return Paper.start(api, system.tokens().learners(learners), Paper.practice(bank.slug(), questions));
    }

    /** As many records as answers of a round, at the same rates, while the system is at rest. */
    private void hop(String bootstrapServers) {
        try (Broker broker = new Broker(bootstrapServers)) {
            BareHops hops = new BareHops(broker, Topic.ANSWERS_GRADED.topicName());
            plan.progress().accept("sending bare records");
            hops.send(Arrivals.within(lag.window(), lag.followedInAll(), 0), EVENT_BYTES);
            for (double share : lag.shares()) {
                int count = lag.followedInAll() + lag.others(sustained, share);
                Pause.afterGarbage(QUIET);
                times(share).addBare(hops.send(Arrivals.within(lag.window(), count, 1), EVENT_BYTES));
            }
        }
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
            figures.put("answers/s", Figure.count(Math.round(sustained * share)));
            met.put(figures);
            rows.add(new Row(percent(share), figures));
        });
        List<Row> cpu = new ArrayList<>();
        works.forEach((label, work) -> cpu.add(work.cpu(label)));
        List<Row> found = new ArrayList<>();
        found.add(new Row(FLOOD, Objects.requireNonNull(works.get(FLOOD)).figures("answers")));
        found.addAll(tried);
        return List.of(
                new Finding.Section("answers until the figures tell of all, to find what is sustained", found),
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
        remarks.add(String.format(
                Locale.ROOT,
                "What is sustained: found once, whatever the rounds. %d learners answer %d questions each through the web door, the next as soon as one is"
                        + " acknowledged. From their speed on, lower and lower rates are sent for %d s at random moments, until the figures tell of all"
                        + " within %d s after the last: that rate is sustained.",
                lag.learners(),
                lag.bankSize(),
                lag.trial().toSeconds(),
                BEHIND.toSeconds()));
        remarks.add(String.format(
                Locale.ROOT,
                "Shares: sent for %d s at random moments, of which %d a second are of learners who answer nothing else, and look at"
                        + " GET /analytics/topics 10 ms after their 202, and again and again 10 ms after each answer, until it tells of"
                        + " theirs. That is the resolution, and part of the load. %s taken together.",
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
