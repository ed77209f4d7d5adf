package io.gradeflow.bench.submit;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.bank.EmptyEndpoint;
import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.facts.AnswerRows;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.load.Flooded;
import io.gradeflow.bench.load.LoadClient;
import io.gradeflow.bench.log.Broker;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Incumbent;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.bench.system.WarmUp;
import io.gradeflow.devstack.local.PartKind;
import io.gradeflow.events.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** First alone, then with graders and figures behind it; at attempt-service itself and through the door. */
final class SubmitCourse implements Course {

    private static final double BAR = 0.5;
    private static final double GOAL = 0.85;
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final int RIGHT = 0;

    private static final String SERVICE = "at attempt-service itself";
    private static final String DOOR = "through the web door";
    private static final String ALONE = ", nothing else running";
    private static final String ALL = ", all running";
    private static final String WARM_UP = ", to warm up";
    private static final String EMPTY = ", empty endpoint";
    private static final String LOGGED = ", until all are in the log";
    private static final String INSERTS = "single rows inserted";
    private static final String BY_PGBENCH = "single rows inserted by pgbench";

    private final MeasuredSystem system;
    private final Api api;
    private final CountedBank bank;
    private final SubmitPlan submit;
    private final Plan plan;
    private final boolean hasEmptyEndpoint;
    private final Map<String, Work> works = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private long answers;
    private int acknowledgementBytes = 2;
    private @Nullable WarmUp warmUp;
    private PgBench.@Nullable Inserted byPgBench;
    private @Nullable String pgBenchFailure;

    SubmitCourse(MeasuredSystem system, Api api, CountedBank bank, SubmitPlan submit, Plan plan) {
        this.system = system;
        this.api = api;
        this.bank = bank;
        this.submit = submit;
        this.plan = plan;
        this.hasEmptyEndpoint = EmptyEndpoint.isIn(api, bank.author());
    }

    void run() {
        Map<String, URI> entrances = entrances();
        plan.progress().accept("warming up");
        warmUp = WarmUp.by(
                () -> entrances.forEach((entrance, address) -> answer(entrance, address, WARM_UP)), system, plan);
        works.clear();
        system.insides().ifPresent(insides -> runAlone(insides, entrances));
        for (int round = 1; round <= plan.rounds(); round++) {
            entrances.forEach((entrance, address) -> answer(entrance, address, ALL));
        }
    }

    /** Those of attempt-service itself first, where it is known. */
    private Map<String, URI> entrances() {
        Map<String, URI> entrances = new LinkedHashMap<>();
        system.attemptService().ifPresent(address -> entrances.put(SERVICE, address));
        entrances.put(DOOR, system.web());
        return entrances;
    }

    private void runAlone(Insides insides, Map<String, URI> entrances) {
        insides.stop(PartKind.GRADER.partName());
        insides.stop(PartKind.ANALYTICS.partName());
        for (int round = 1; round <= plan.rounds(); round++) {
            entrances.forEach((entrance, address) -> answer(entrance, address, ALONE));
            plan.progress().accept("inserting single rows, round " + round);
            note(INSERTS, SingleInserts.run(system, insides, submit.inserting()));
            PgBench.find().ifPresent(found -> insertByPgBench(found, insides));
        }
        insides.start(PartKind.GRADER.partName());
        insides.start(PartKind.ANALYTICS.partName());
        settle("after what was sent alone");
    }

    /** It is the machine's, and may be of any make: that it doesn't work ends nothing. */
    private void insertByPgBench(PgBench found, Insides insides) {
        try {
            PgBench.Inserted more = found.run(insides, submit.inserting());
            byPgBench = byPgBench == null ? more : byPgBench.plus(more);
        } catch (BenchException e) {
            pgBenchFailure = e.getMessage();
        }
    }

    /** All learners answer a paper of their own; then the same calls at the empty endpoint, once nothing of it is left to do. */
    private void answer(String entrance, URI address, String state) {
        String label = entrance + state;
        plan.progress().accept("answering " + label);
        List<Paper> papers = Paper.start(
                api, system.tokens().learners(submit.learners()), Paper.practice(bank.slug(), submit.bankSize()));
        List<Call> calls = Paper.sideBySide(papers, RIGHT);
        try (LoadClient client = new LoadClient(address, submit.learners())) {
            client.open(Paper.REFUSED);
            if (state.equals(ALONE)) {
                answerAndLog(client, calls, label);
            } else {
                Pause.afterGarbage(QUIET);
                note(label, flood(client, calls, 202, label));
            }
            answers += calls.size();
            checkViews(papers, label);
            if (!state.equals(ALONE)) {
                settle(label);
            }
            if (hasEmptyEndpoint && !(state.equals(ALL) && works.containsKey(entrance + ALONE + EMPTY))) {
                List<Call> empty = calls.stream()
                        .map(call -> EmptyEndpoint.answer(call, acknowledgementBytes))
                        .toList();
                Pause.afterGarbage(QUIET);
                note(label + EMPTY, flood(client, empty, 200, label + EMPTY));
            }
        }
    }

    /** What an answer costs after its acknowledgement is paid while nobody asks for anything, and counted too. */
    private void answerAndLog(LoadClient client, List<Call> calls, String label) {
        Insides insides = system.requireInsides("submit");
        String topic = Topic.ANSWERS_SUBMITTED.topicName();
        try (Broker broker = new Broker(insides.bootstrapServers())) {
            long before = Broker.sum(broker.ends(topic));
            Pause.afterGarbage(QUIET);
            Work acknowledged = flood(client, calls, 202, label);
            CpuMeter meter = CpuMeter.start(system);
            broker.awaitEnd(topic, before + calls.size());
            AnswerRows.awaitSent(insides);
            Work rest = Work.since(meter, 0);
            note(label, acknowledged);
            note(label + LOGGED, acknowledged.plus(rest));
        }
    }

    private Work flood(LoadClient client, List<Call> calls, int expected, String what) {
        CpuMeter meter = CpuMeter.start(system);
        Flooded flooded = client.flood(calls, submit.learners());
        Work work = Work.since(meter, calls.size());
        flooded.failures(expected)
                .forEach((failure, count) -> failures.add(count + " of " + calls.size() + " " + what + ": " + failure));
        if (expected == 202) {
            acknowledgementBytes = flooded.answers().getLast().body().length();
        }
        return work;
    }

    /** Every acknowledged answer stands in its attempt. */
    private void checkViews(List<Paper> papers, String what) {
        for (Paper paper : papers) {
            int stored = api.get(paper.path(), paper.learner())
                    .at("/totals/answered")
                    .asInt(-1);
            if (stored != paper.questions().size()) {
                failures.add(what + ": of " + paper.questions().size() + " answers of an attempt it shows " + stored);
            }
        }
    }

    /** Returns when all that was answered is graded and counted. */
    private void settle(String when) {
        plan.progress().accept("waiting until all is graded and counted");
        bank.awaitAnswers(answers);
        bank.failure(when, answers, answers).ifPresent(failures::add);
    }

    private void note(String label, Work work) {
        works.merge(label, work, Work::plus);
    }

    private Work work(String label) {
        return Objects.requireNonNull(works.get(label), label);
    }

    /** Beside the calls to the empty endpoint at the same entrance, if it has one. */
    private Optional<BesideEmpty> besideEmpty(String label) {
        Work empty = works.get(label.replace(LOGGED, "") + EMPTY);
        return label.endsWith(EMPTY) || empty == null
                ? Optional.empty()
                : Optional.of(new BesideEmpty(work(label), empty));
    }

    private void besideRows(Work work, Map<String, Figure> figures) {
        Work inserts = works.get(INSERTS);
        if (inserts != null) {
            figures.put("of single rows", new Figure(work.ratio(inserts), ""));
        }
        if (byPgBench != null) {
            figures.put("of those by pgbench", new Figure(work.perSecond() / byPgBench.perSecond(), ""));
        }
    }

    @Override
    public List<String> failures() {
        return failures;
    }

    @Override
    public List<Finding.Section> sections() {
        List<Row> speeds = new ArrayList<>();
        List<Row> cpu = new ArrayList<>();
        works.forEach((label, work) -> {
            Map<String, Figure> figures = work.figures("answers");
            figures.put("sender's share of a processor", new Figure(work.sendersShare(), ""));
            besideEmpty(label).ifPresent(beside -> beside.put(figures));
            if (label.endsWith(ALONE) || label.endsWith(LOGGED)) {
                besideRows(work, figures);
            }
            speeds.add(new Row(label, figures));
            cpu.add(work.cpu(label));
        });
        if (byPgBench != null) {
            Map<String, Figure> figures = new LinkedHashMap<>();
            figures.put("answers", Figure.count(byPgBench.rows()));
            figures.put("took", Figure.seconds(Duration.ofMillis(Math.round(byPgBench.seconds() * 1000))));
            figures.put("answers/s", Figure.count(Math.round(byPgBench.perSecond())));
            speeds.add(new Row(BY_PGBENCH, figures));
        }
        return List.of(
                new Finding.Section("answers acknowledged, calls to the empty endpoint, rows inserted", speeds),
                new Finding.Section("processor time for each", cpu),
                Incumbent.section(Incumbent.ACCEPTED.beside(work(DOOR + ALL).perSecond())));
    }

    @Override
    public List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        for (String entrance : List.of(SERVICE, DOOR)) {
            if (works.containsKey(entrance + ALONE + LOGGED)) {
                besideEmpty(entrance + ALONE + LOGGED).ifPresent(beside -> {
                    bars.add(beside.bar(entrance + ALONE + LOGGED, BAR));
                    bars.add(beside.bar("goal: " + entrance + ALONE + LOGGED, GOAL));
                });
            }
        }
        bars.add(Incumbent.ACCEPTED.bar(work(DOOR + ALL).perSecond()));
        return bars;
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        remarks.add(String.format(
                Locale.ROOT,
                "%d learners with a connection and a token each, which is checked at each call, give %d answers each, all right, each"
                        + " once; %s taken together. Each sends the next when the own is acknowledged, so this is what the"
                        + " system takes at most, and says nothing of how long a learner waits.",
                submit.learners(),
                submit.bankSize(),
                plan.roundsInWords()));
        remarks.add(Objects.requireNonNull(warmUp).inWords("all of that was done at each entrance"));
        remarks.add(
                "Afterwards every attempt was seen to hold all its answers, and the figures to tell of all of them as right.");
        remarks.add(
                hasEmptyEndpoint
                        ? "Empty endpoint: the same service checks the same token, reads the same body and answers as many bytes,"
                                + " as many clients at a time."
                        : "The system has no empty endpoint (gradeflow.bench.baseline), so that baseline is missing.");
        works.forEach((label, work) -> {
            if (label.endsWith(EMPTY) && work.sendersShare() > BesideEmpty.BUSY) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "The sender was busy for %.2f of a processor, %s: that may be its speed, not the endpoint's.",
                        work.sendersShare(),
                        label));
            }
        });
        remarks.add(
                system.insides().isPresent()
                        ? "Until all are in the log: as long as anything of what was acknowledged was still to be published or marked"
                                + " as such; the bars are of that, and of the lower of two shares, that of the speed and that of the"
                                + " processor time of all parts but the sender. Nothing else running: graders and analytics-service are stopped. Single rows: inserted by prepared"
                                + " statements over JDBC on " + SingleInserts.CONNECTIONS
                                + " connections, each committed, into a table with the columns and the primary key of answers and"
                                + " no other index, after a second in which nothing is measured; who inserts them is the benchmark itself, whose"
                                + " processor time stands with it. "
                                + pgBenchInWords()
                        : "Graders and figures of a deployed system can't be stopped from here, nor its database be written: only"
                                + " what it takes with all running was measured.");
        return remarks;
    }

    private String pgBenchInWords() {
        if (byPgBench != null) {
            return "By pgbench: the same with -M prepared over as many connections, by the pgbench of this machine, and as it says itself."
                    + " The database makes each answer's id then, instead of the sender.";
        }
        return pgBenchFailure == null
                ? "This machine has no pgbench, which is no part of the PostgreSQL used here."
                : "The pgbench of this machine didn't work: " + pgBenchFailure;
    }
}
