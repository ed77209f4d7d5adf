package io.gradeflow.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What a load notes down while it runs, on its one thread. */
final class Recording {

    private static final int DIGITS = 3;

    private final long begin = System.nanoTime();
    private final long[] due;
    private final long[] latencies;
    private final long[] ends;
    private final @Nullable Answer[] answers;
    private final @Nullable Answer[] lastAnswers;
    private final Histogram lateness = new Histogram(DIGITS);
    private int ended;
    private long last;

    /** Begins now. */
    Recording(Arrivals arrivals) {
        this.due = arrivals.offsets();
        this.latencies = new long[due.length];
        this.ends = new long[due.length];
        this.answers = new @Nullable Answer[due.length];
        this.lastAnswers = new @Nullable Answer[due.length];
    }

    boolean isDue(int call) {
        return call < due.length && due[call] <= sinceBegin();
    }

    void sent(int call) {
        lateness.recordValue(TimeUnit.NANOSECONDS.toMicros(sinceBegin() - due[call]));
    }

    void answered(int call, Answer answer) {
        latencies[call] = sinceBegin() - due[call];
        answers[call] = answer;
    }

    /** @param answer the last one of the call and its sequel */
    void ended(int call, Answer answer) {
        last = sinceBegin();
        ends[call] = last;
        lastAnswers[call] = answer;
        ended++;
    }

    boolean isComplete() {
        return ended == due.length;
    }

    /** @param whyNone said of calls that have no answer yet */
    Outcome outcome(String whyNone) {
        long end = sinceBegin();
        Histogram all = new Histogram(DIGITS);
        List<Answer> given = new ArrayList<>(due.length);
        List<Passage> passages = new ArrayList<>(due.length);
        for (int call = 0; call < due.length; call++) {
            Answer answer = answers[call];
            Answer lastAnswer = lastAnswers[call];
            long latency = answer == null ? end - due[call] : latencies[call];
            given.add(answer == null ? Answer.none(whyNone) : answer);
            all.recordValue(TimeUnit.NANOSECONDS.toMicros(latency));
            passages.add(new Passage(
                    begin + due[call],
                    begin + due[call] + latency,
                    begin + (lastAnswer == null ? end : ends[call]),
                    lastAnswer == null ? Answer.none(whyNone) : lastAnswer));
        }
        return new Outcome(all, lateness, given, Duration.ofNanos(isComplete() ? last : end), passages);
    }

    private long sinceBegin() {
        return System.nanoTime() - begin;
    }
}
