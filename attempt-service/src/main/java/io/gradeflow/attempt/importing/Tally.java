package io.gradeflow.attempt.importing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts what becomes of a stream's lines, and keeps the first verdicts. */
final class Tally {

    private static final int MOST_VERDICTS = 1000;

    private final List<Verdict> verdicts = new ArrayList<>();
    private long stored;
    private long repeated;
    private long bad;

    void bad(Verdict verdict) {
        bad++;
        if (verdicts.size() < MOST_VERDICTS) {
            verdicts.add(verdict);
        }
    }

    void add(Batch.Outcome outcome) {
        stored += outcome.stored();
        repeated += outcome.repeated();
        outcome.verdicts().forEach(this::bad);
    }

    long stored() {
        return stored;
    }

    boolean isEmpty() {
        return lines() == 0;
    }

    private long lines() {
        return stored + repeated + bad;
    }

    ImportReport report(long attempts) {
        List<Verdict> inOrder =
                verdicts.stream().sorted(Comparator.comparing(Verdict::line)).toList();
        return new ImportReport(lines(), stored, repeated, bad, attempts, inOrder);
    }
}
