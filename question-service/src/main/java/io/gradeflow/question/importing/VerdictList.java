package io.gradeflow.question.importing;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.formats.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The verdicts of a file that are told at once, and how many there are of each. */
final class VerdictList implements VerdictSink {

    /** So much is said in one answer at most. */
    private static final long MOST_CHARACTERS = 20_000_000;

    /** How many questions there are of each verdict, and how many stand in no topic. */
    static final class Counts {

        private final Map<Verdict.Status, Integer> byStatus = new EnumMap<>(Verdict.Status.class);
        private int untagged;

        private void add(Verdict verdict) {
            byStatus.merge(verdict.status(), 1, Integer::sum);
            untagged += verdict.isUntagged() ? 1 : 0;
        }

        Map<Verdict.Status, Integer> byStatus() {
            return byStatus;
        }

        int of(Verdict.Status status) {
            return byStatus.getOrDefault(status, 0);
        }

        int untagged() {
            return untagged;
        }
    }

    private final int most;
    private final String advice;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<ReadPart.ReadFileName> files = new ArrayList<>();
    private final Map<String, Counts> counts = new HashMap<>();
    private final Counts all = new Counts();
    private long characters;
    private boolean someOnly;

    /** Of a file that can be sent again to be imported later. */
    VerdictList() {
        this(Integer.MAX_VALUE, "Send it with Prefer: respond-async, or in parts.");
    }

    /**
     * @param most verdicts; where there are more, those alone are told that say more than that a question is good
     * @param advice what helps where that is too much
     */
    VerdictList(int most, String advice) {
        this.most = most;
        this.advice = advice;
    }

    @Override
    public void file(String name, String format) {
        files.add(new ReadPart.ReadFileName(name, format));
    }

    /** @throws ProblemException with 413 where more is to be said than in one answer */
    @Override
    public void verdict(Verdict verdict) {
        for (Problem problem : verdict.problems()) {
            characters += problem.message().length();
        }
        if (characters > MOST_CHARACTERS) {
            throw new ProblemException(
                    QuestionError.IMPORT_TOO_LARGE,
                    "There is more to say of the file than one answer holds. " + advice);
        }
        all.add(verdict);
        if (verdict.file() != null) {
            counts.computeIfAbsent(verdict.file(), file -> new Counts()).add(verdict);
        }
        if (!someOnly && verdicts.size() == most) {
            someOnly = true;
            verdicts.removeIf(told -> told.problems().isEmpty());
        }
        if (!someOnly || !verdict.problems().isEmpty()) {
            verdicts.add(verdict);
        }
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    Counts counts() {
        return all;
    }

    Counts counts(String file) {
        return counts.getOrDefault(file, new Counts());
    }

    List<ReadPart.ReadFileName> files() {
        return files;
    }
}
