package io.gradeflow.attempt.regrading;

import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.Grade;
import io.gradeflow.grading.Grading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what a key would change, one question of one paper after the other. */
final class PreviewCount {

    private static final int NAMED_AT_MOST = 1000;

    private final AnswerKey key;
    private final Grade blankNow;
    private final Grade blankThen;
    /** By the response as it is stored: there are few that differ. */
    private final Map<String, Grade> grades = new HashMap<>();

    private final List<Preview.Learner> learners = new ArrayList<>();
    private boolean truncated;
    private long answers;
    private long pending;
    private long blanks;
    private long changed;
    private long attemptsChanged;
    private long higher;
    private long lower;
    private long wouldPass;
    private long wouldFail;

    /** The attempt whose questions are being added, with what they change of its score and maximum. */
    private @Nullable SeatedQuestion last;

    private BigDecimal scoreChange = BigDecimal.ZERO;
    private BigDecimal maximumChange = BigDecimal.ZERO;

    PreviewCount(AnswerKey key, AnswerKey present) {
        this.key = key;
        this.blankNow = Grading.grade(present, null);
        this.blankThen = Grading.grade(key, null);
    }

    /** The questions of one attempt have to come together. */
    void add(SeatedQuestion seated) {
        if (last != null && !last.attemptId().equals(seated.attemptId())) {
            endAttempt();
        }
        last = seated;
        Grade now = now(seated);
        if (now == null) {
            return;
        }
        if (seated.erased()) {
            return;
        }
        Grade then = seated.response() == null ? blankThen : grade(seated.response());
        if (isEqual(now.score(), then.score()) && isEqual(now.maximum(), then.maximum())) {
            return;
        }
        changed++;
        if (seated.scored()) {
            scoreChange = scoreChange.add(then.score()).subtract(now.score());
            maximumChange = maximumChange.add(then.maximum()).subtract(now.maximum());
        }
    }

    /** What the question is worth now; null where that isn't known yet, or nothing was left blank for good. */
    private @Nullable Grade now(SeatedQuestion seated) {
        if (seated.response() == null) {
            if (!seated.ended()) {
                return null;
            }
            blanks++;
            return blankNow;
        }
        if (seated.score() == null || seated.maximum() == null) {
            pending++;
            return null;
        }
        answers++;
        return new Grade(seated.score(), seated.maximum());
    }

    private void endAttempt() {
        SeatedQuestion seated = last;
        if (seated != null
                && seated.paperScore() != null
                && seated.paperMaximum() != null
                && (scoreChange.signum() != 0 || maximumChange.signum() != 0)) {
            addAttempt(
                    seated,
                    outcome(seated, seated.paperScore(), seated.paperMaximum()),
                    outcome(
                            seated,
                            seated.paperScore().add(scoreChange),
                            seated.paperMaximum().add(maximumChange)));
        }
        last = null;
        scoreChange = BigDecimal.ZERO;
        maximumChange = BigDecimal.ZERO;
    }

    private void addAttempt(SeatedQuestion seated, Preview.Outcome before, Preview.Outcome after) {
        attemptsChanged++;
        int direction = after.score()
                .multiply(before.maximum())
                .compareTo(before.score().multiply(after.maximum()));
        higher += direction > 0 ? 1 : 0;
        lower += direction < 0 ? 1 : 0;
        if (before.passed() != null && after.passed() != null) {
            wouldPass += after.passed() && !before.passed() ? 1 : 0;
            wouldFail += before.passed() && !after.passed() ? 1 : 0;
        }
        if (!seated.led()) {
            return;
        }
        if (learners.size() == NAMED_AT_MOST) {
            truncated = true;
            return;
        }
        learners.add(new Preview.Learner(seated.learnerId(), seated.name(), seated.attemptId(), before, after));
    }

    private static Preview.Outcome outcome(SeatedQuestion seated, BigDecimal score, BigDecimal maximum) {
        if (seated.scale() == null || seated.passMark() == null || maximum.signum() == 0) {
            return new Preview.Outcome(score, maximum, null, null);
        }
        int scaled = seated.scale().scaled(score, maximum);
        return new Preview.Outcome(score, maximum, scaled, scaled >= seated.passMark());
    }

    private Grade grade(String response) {
        return grades.computeIfAbsent(response, stored -> Grading.grade(key, StoredResponse.read(stored)));
    }

    private static boolean isEqual(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0;
    }

    Preview preview() {
        endAttempt();
        return new Preview(
                answers,
                pending,
                blanks,
                changed,
                new Preview.Attempts(attemptsChanged, higher, lower, wouldPass, wouldFail),
                List.copyOf(learners),
                truncated);
    }
}
