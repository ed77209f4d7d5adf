package io.gradeflow.bench.facts;

import io.gradeflow.bench.Pause;
import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.load.Arrivals;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.load.LoadClient;
import io.gradeflow.bench.load.Outcome;
import io.gradeflow.bench.load.Sequel;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learners who practise a bank through the web door and have everything right, and of how many of their answers its figures have to
 * tell.
 */
public final class Practice {

    private static final int RIGHT = 0;
    private static final int ACKNOWLEDGED = 202;
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final MeasuredSystem system;
    private final CountedBank bank;
    private final LoadClient client;
    /** How often something else came back, by when it did and what it was. */
    private final Map<String, Integer> others = new TreeMap<>();

    private final List<String> wrong = new ArrayList<>();
    private long answers;

    public Practice(MeasuredSystem system, CountedBank bank, LoadClient client) {
        this.system = system;
        this.bank = bank;
        this.client = client;
    }

    /** Answers of learners who give no other. */
    public List<Call> single(int count) {
        return papers(count, 1).stream().map(paper -> paper.answer(1, RIGHT)).toList();
    }

    /** Answers of learners who go through the whole bank side by side. May be called while others answer. */
    public List<Call> calls(int count) {
        int questions = bank.questions().size();
        return Paper.sideBySide(papers(Math.ceilDiv(count, questions), questions), RIGHT)
                .subList(0, count);
    }

    private List<Paper> papers(int learners, int questions) {
        return Paper.start(bank.api(), system.tokens().learners(learners), Paper.practice(bank.slug(), questions));
    }

    /** So many learners answer so many questions, each the next as soon as one is acknowledged; ends when the figures tell of all. */
    public Work flood(int learners, int questions, String label) {
        List<Call> calls = Paper.sideBySide(papers(learners, questions), RIGHT);
        Pause.afterGarbage(QUIET);
        CpuMeter meter = CpuMeter.start(system);
        note(label, client.flood(calls, learners).failures(ACKNOWLEDGED));
        return counted(meter, calls.size());
    }

    /** Ends when the figures tell of all. */
    public Work send(List<Call> calls, Arrivals arrivals, String label) {
        Pause.afterGarbage(QUIET);
        CpuMeter meter = CpuMeter.start(system);
        note(label, client.send(calls, arrivals).failures(ACKNOWLEDGED));
        return counted(meter, calls.size());
    }

    private Work counted(CpuMeter meter, int count) {
        answers += count;
        awaitFigures();
        return Work.since(meter, count);
    }

    /** Ends when all are heard, and what follows them. Whoever calls looks at what came back, and tells {@link #note}. */
    public Outcome sendFollowed(List<Call> calls, Arrivals arrivals, Sequel sequel) {
        Outcome outcome = client.send(calls, arrivals, sequel);
        answers += calls.size();
        return outcome;
    }

    /** Ends when all are heard, before the figures tell of them. */
    public Outcome sendAndGoOn(List<Call> calls, Arrivals arrivals, String label) {
        Outcome outcome = sendFollowed(calls, arrivals, Sequel.NONE);
        note(label, outcome.failures(ACKNOWLEDGED));
        return outcome;
    }

    /** Ends when the figures tell of all. */
    public void awaitFigures() {
        bank.awaitAnswers(answers);
    }

    /** Looks whether the figures, which tell of all, tell of no more. */
    public void check(String when) {
        bank.failure(when, answers, answers).ifPresent(wrong::add);
    }

    /** How many were given until now. */
    public long answers() {
        return answers;
    }

    /** @param times how often something else came back, by what it was */
    public void note(String label, Map<String, Integer> times) {
        times.forEach((what, count) -> others.merge("answers " + label + ": " + what, count, Integer::sum));
    }

    /** What went wrong until now. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>(wrong);
        others.forEach((what, times) -> failures.add(times + " " + what));
        return failures;
    }
}
