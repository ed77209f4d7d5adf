package io.gradeflow.question.importing;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.formats.Problem;
import java.util.ArrayList;
import java.util.List;

/** All verdicts of a file that has so few that they are told at once. */
final class VerdictList implements VerdictSink {

    /** So much is said in one answer at most. */
    private static final long MOST_CHARACTERS = 20_000_000;

    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<ReadPart.ReadFileName> files = new ArrayList<>();
    private long characters;

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
                    "There is more to say of the file than one answer holds. Send it with Prefer: respond-async, or in"
                            + " parts.");
        }
        verdicts.add(verdict);
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    List<ReadPart.ReadFileName> files() {
        return files;
    }
}
