package io.gradeflow.bench.regrade;

import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.load.LoadClient;
import io.gradeflow.bench.load.Outcome;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Incumbent;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.bench.system.WarmUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Corrects the key and takes that back, round after round, and notes what came of it. */
final class RegradeCourse implements Course {

    private static final Duration BAR = Duration.ofSeconds(20);
    private static final Duration GOAL = Duration.ofSeconds(5);
    private static final double RATIO_BAR = 2.0;
    private static final double RATIO_GOAL = 1.2;

    /** So long learners answer before the correction is sent. */
    private static final Duration LEAD = Duration.ofSeconds(1);

    private static final String FIRST = "the system's first, while learners answer";

    private final MeasuredSystem system;
    private final Api api;
    private final WrongKey key;
    private final Views views;
    private final RegradePlan regrade;
    private final Plan plan;
    private final Map<String, Consistency> corrections = new LinkedHashMap<>();
    private final LiveTimes before = new LiveTimes();
    private final LiveTimes first = new LiveTimes();
    private final LiveTimes during = new LiveTimes();
    private final Map<String, CpuMeter.Spent> alone = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private Duration longestMeanwhile = Duration.ZERO;
    private @Nullable WarmUp warmUp;
    private @Nullable WarmUp regradesToWarmUp;

    RegradeCourse(MeasuredSystem system, Api api, WrongKey key, Views views, RegradePlan regrade, Plan plan) {
        this.system = system;
        this.api = api;
        this.key = key;
        this.views = views;
        this.regrade = regrade;
        this.plan = plan;
    }

    void run() {
        try (LoadClient client = new LoadClient(system.web(), plan.connections())) {
            client.open(Paper.REFUSED);
            plan.progress().accept("warming up with live answers");
            warmUp = WarmUp.by(() -> prepare(regrade.warmUp()).send(client, regrade.warmUpWindow(), 0), system, plan);
            correctMeanwhile(client, 0, FIRST, first);
            correct("undone, the system's first", false);
            plan.progress().accept("warming up with regrades");
            regradesToWarmUp = WarmUp.by(
                    () -> {
                        views.correct(true, system, 0);
                        views.correct(false, system, 0);
                    },
                    system,
                    plan);
            for (int round = 1; round <= plan.rounds(); round++) {
                answerAlone(client, round);
                Consistency consistency =
                        correctMeanwhile(client, round, "corrected while learners answer, round " + round, during);
                longestMeanwhile = max(longestMeanwhile, consistency.all());
                correct("undone, round " + round, false);
            }
        }
        takeBackToTheDigit();
        failures.addAll(failuresOf("before", before));
        failures.addAll(failuresOf("during the system's first regrade", first));
        failures.addAll(failuresOf("during", during));
    }

    private LiveAnswers prepare(int answers) {
        return LiveAnswers.prepare(system, api, key.bank(), regrade.bankSize(), answers);
    }

    private void answerAlone(LoadClient client, int round) {
        LiveAnswers answers = prepare(regrade.liveAnswers(regrade.before()));
        String label = "live answers alone, round " + round;
        plan.progress().accept(label);
        CpuMeter meter = CpuMeter.start(system);
        before.add(answers.send(client, regrade.before(), round), Long.MIN_VALUE, Long.MAX_VALUE);
        alone.put(label, meter.spent());
    }

    private Consistency correctMeanwhile(LoadClient client, int round, String label, LiveTimes times) {
        LiveAnswers answers = prepare(regrade.liveAnswers(regrade.during()));
        plan.progress().accept(label);
        CompletableFuture<Outcome> sent =
                CompletableFuture.supplyAsync(() -> answers.send(client, regrade.during(), -round));
        sent.copy()
                .completeOnTimeout(null, LEAD.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        Consistency consistency = views.correct(true, system, regrade.liveRate());
        corrections.put(label, consistency);
        times.add(sent.join(), consistency.postedAt(), consistency.endedAt());
        return consistency;
    }

    private Consistency correct(String label, boolean corrected) {
        plan.progress().accept(label);
        Consistency consistency = views.correct(corrected, system, 0);
        corrections.put(label, consistency);
        return consistency;
    }

    /** At rest, so that nothing but corrections changes what is told. */
    private void takeBackToTheDigit() {
        plan.progress().accept("reading all figures and results");
        Dump former = Dump.of(views);
        correct("corrected at rest", true);
        Dump corrected = Dump.of(views);
        expect(
                corrected.right() == key.right(true) && corrected.provisional() == 0,
                "Seen complete, " + corrected.right() + " attempts had the question right instead of " + key.right(true)
                        + ", and of " + corrected.provisional() + " a grade was still to come");
        int again = key.statusOfCorrecting(true);
        expect(again == 409, "The same correction again was answered " + again + " instead of 409");
        expect(Dump.of(views).equals(corrected), "The same correction again changed what is told");
        correct("undone at rest", false);
        Dump undone = Dump.of(views);
        expect(
                undone.equals(former),
                "Undone, the figures are not the former ones: " + undone + " instead of " + former);
        expect(
                former.attempts() == key.answers() && former.right() == key.right(false),
                "At first, " + former.right() + " of " + former.attempts() + " attempts had the question right");
    }

    private void expect(boolean held, String failure) {
        if (!held) {
            failures.add(failure);
        }
    }

    private static List<String> failuresOf(String when, LiveTimes times) {
        return times.failures().entrySet().stream()
                .map(failure -> failure.getValue() + " live answers " + when + ": " + failure.getKey())
                .toList();
    }

    @Override
    public List<String> failures() {
        return failures;
    }

    @Override
    public List<Finding.Section> sections() {
        List<Row> times = new ArrayList<>();
        List<Row> cpu = new ArrayList<>();
        List<Row> each = new ArrayList<>();
        alone.forEach((label, spent) -> {
            cpu.add(row(label, spent, Figure::seconds));
            each.add(row(label, spent, time -> Figure.millis(time.dividedBy(regrade.liveAnswers(regrade.before())))));
        });
        corrections.forEach((label, consistency) -> {
            times.add(consistency.times(label, key.answers()));
            cpu.add(row(label, consistency.cpu(), Figure::seconds));
        });
        return List.of(
                new Finding.Section(
                        String.format(Locale.ROOT, "time until %,d answers follow their key", key.answers()), times),
                new Finding.Section(
                        "live answers: from due to 202, and from 202 to graded",
                        List.of(
                                before.row("before"),
                                first.row("during the system's first regrade"),
                                during.row("during the regrade"))),
                new Finding.Section(
                        "processor time until all views follow, or of the whole time in which learners answer", cpu),
                new Finding.Section("processor time for each live answer, with the looks after one in four", each),
                Incumbent.section(Incumbent.REGRADED.beside(speed())));
    }

    private static Row row(String label, CpuMeter.Spent spent, Function<Duration, Figure> figure) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        spent.parts().forEach((part, time) -> figures.put(part, figure.apply(time)));
        figures.put("the whole machine", figure.apply(spent.machine()));
        return new Row(label, figures);
    }

    @Override
    public List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        String all = String.format(
                Locale.ROOT, "%,d answers while learners answer: all views follow in under ", key.answers());
        bars.add(new Bar(all + "20 s", longestMeanwhile.compareTo(BAR) < 0));
        bars.add(new Bar("goal: " + all + "5 s", longestMeanwhile.compareTo(GOAL) < 0));
        ratio(bars, "202", before.acceptedP99(), during.acceptedP99());
        ratio(bars, "from 202 to graded", before.gradedP99(), during.gradedP99());
        bars.add(Incumbent.REGRADED.bar(speed()));
        return bars;
    }

    /** Attempts a second, while learners answer. */
    private double speed() {
        return key.answers() / (longestMeanwhile.toNanos() / 1e9);
    }

    private static void ratio(List<Bar> bars, String what, Duration before, Duration during) {
        double ratio = (double) during.toNanos() / before.toNanos();
        String text = String.format(
                Locale.ROOT,
                "live answers, %s: p99 during the regrade at most %%.1f of that before (here: %.2f)",
                what,
                ratio);
        bars.add(new Bar(String.format(Locale.ROOT, text, RATIO_BAR), ratio <= RATIO_BAR));
        bars.add(new Bar("goal: " + String.format(Locale.ROOT, text, RATIO_GOAL), ratio <= RATIO_GOAL));
    }

    @Override
    public List<String> remarks() {
        return List.of(
                "Every answer to the corrected question stands in an attempt of its own, of another learner. Of ten, nine are"
                        + " worth something else under the other key.",
                "All views: the campaign is complete, so that each attempt's own grade and score follows; the topic figures"
                        + " are those of the other key; and nothing is on its way but live answers of the last second. The campaign"
                        + " was looked at every 500 ms and the figures every second, which is part of the load.",
                String.format(
                        Locale.ROOT,
                        "Live answers: %d a second at random moments, over the same bank, through the web door, one in four looked"
                                + " after every 20 ms, or a tenth of the time until then if that is longer, until its receipt says that it is"
                                + " graded. \"During\" are those due from the correction until all views follow.",
                        regrade.liveRate()),
                Objects.requireNonNull(warmUp)
                        .inWords(String.format(Locale.ROOT, "%,d live answers were given", regrade.warmUp())),
                "The first regrade of a system runs through code that isn't compiled yet all the same; it is told, and no bar is"
                        + " held against it.",
                Objects.requireNonNull(regradesToWarmUp).inWords("the key was corrected and that taken back after it"),
                "At the end, at rest, all figures and the results of all loaded attempts were read before the correction, after"
                        + " it, after the same once more (409), and after it was undone.");
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
