package io.gradeflow.question.importing;

import java.util.ArrayList;
import java.util.List;

/** All verdicts of a file that has so few that they are told at once. */
final class VerdictList implements VerdictSink {

    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<ReadPart.ReadFileName> files = new ArrayList<>();

    @Override
    public void file(String name, String format) {
        files.add(new ReadPart.ReadFileName(name, format));
    }

    @Override
    public void verdict(Verdict verdict) {
        verdicts.add(verdict);
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    List<ReadPart.ReadFileName> files() {
        return files;
    }
}
