package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.modes.Mode;
import io.gradeflow.attempt.modes.Modes;
import io.gradeflow.grading.Response;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a submission. Looks at nothing but what it is given. */
@ApplicationScoped
class AnswerRules {

    private final Modes modes;
    private final Duration grace;
    private final Duration lateWindow;

    AnswerRules(
            Modes modes,
            @ConfigProperty(name = "gradeflow.attempts.grace", defaultValue = "5S") Duration grace,
            @ConfigProperty(name = "gradeflow.attempts.late-window", defaultValue = "1H") Duration lateWindow) {
        this.modes = modes;
        this.grace = grace;
        this.lateWindow = lateWindow;
    }

    /**
     * @param question what stands at the position; null where the attempt has no such position
     * @param newest null where nothing was ever answered
     * @param now taken while the attempt's row was held, so that whatever ended the attempt before is seen
     */
    Outcome decide(
            Submission submission,
            AskedQuestion asked,
            @Nullable Question question,
            @Nullable NewestVersion newest,
            PositionMark mark,
            LastLate lastLate,
            Instant now) {
        boolean timeIsUp = isTimeUp(asked, now);
        if (asked.status() == AttemptStatus.FINISHED) {
            return finished(submission, question, newest, mark);
        }
        if (asked.status() == AttemptStatus.VOIDED) {
            return over();
        }
        if (question == null) {
            return refused(
                    AttemptError.POSITION_UNKNOWN, "Positions count from 1 to the number of the attempt's questions.");
        }
        Response response;
        try {
            response = ResponseCheck.response(submission.request(), question);
        } catch (ProblemException e) {
            return new Outcome.Refused(e);
        }
        if (timeIsUp) {
            return late(submission, asked, response, newest, mark, lastLate, now);
        }
        if (asked.status() == AttemptStatus.PAUSED) {
            return refused(AttemptError.ATTEMPT_PAUSED, "Nothing was stored; resume the attempt first.");
        }
        if (asked.lookedUp()) {
            return refused(AttemptError.EXAM_OPEN, "Nothing was stored; finish your exam over this bank first.");
        }
        return answer(submission, asked, response, newest, mark, now);
    }

    /** Who sends again what was stored before the end hears that it counts, and not that nothing was stored. */
    private static Outcome finished(
            Submission submission, @Nullable Question question, @Nullable NewestVersion newest, PositionMark mark) {
        if (question == null) {
            return over();
        }
        try {
            Response response = ResponseCheck.response(submission.request(), question);
            return mark.isPast(submission.request().seq()) || isSame(newest, response)
                    ? new Outcome.Refused(standsAt(newest))
                    : over();
        } catch (ProblemException e) {
            return over();
        }
    }

    private static ProblemException tooLate() {
        return new ProblemException(
                AttemptError.ANSWER_LATE,
                "The time was up. What you answered last is kept and doesn't count, unless your instructor accepts it.");
    }

    private static ProblemException standsAt(@Nullable NewestVersion newest) {
        return new ProblemException(
                AttemptError.ATTEMPT_FINISHED,
                newest == null
                        ? "The attempt is over, and the question is left blank as it was in time."
                        : "The attempt is over, and version " + newest.version()
                                + " of this answer, which came in time, counts.");
    }

    /** What was stored in time, or lies before that in the client, is a retry and not late. */
    private Outcome late(
            Submission submission,
            AskedQuestion asked,
            @Nullable Response response,
            @Nullable NewestVersion newest,
            PositionMark mark,
            LastLate lastLate,
            Instant now) {
        Long seq = submission.request().seq();
        boolean same = isSame(newest, response);
        if (mark.isPast(seq) || (same && !isChangeBack(seq, mark, lastLate))) {
            return new Outcome.Refused(standsAt(newest));
        }
        if (!isKept(asked, now)) {
            return over();
        }
        return lastLate.version() < LastLate.MOST
                ? new Outcome.Late(response, now, same ? standsAt(newest) : tooLate())
                : refused(
                        AttemptError.ATTEMPT_FINISHED,
                        "Nothing was stored; the attempt is over, and " + LastLate.MOST
                                + " late changes of this answer are kept already.");
    }

    /**
     * Whether an answer like the one that counts was given after another one that came too late, and so takes that one back. The
     * other may still be on its way where the client numbers its changes.
     */
    private static boolean isChangeBack(@Nullable Long seq, PositionMark mark, LastLate lastLate) {
        return seq == null ? lastLate.waiting() : mark.isBefore(seq);
    }

    private static boolean isSame(@Nullable NewestVersion newest, @Nullable Response response) {
        return newest == null ? response == null : Objects.equals(newest.response(), response);
    }

    private Outcome answer(
            Submission submission,
            AskedQuestion asked,
            @Nullable Response response,
            @Nullable NewestVersion newest,
            PositionMark mark,
            Instant now) {
        Mode mode = modes.of(asked.mode());
        if (mark.isPast(submission.request().seq())) {
            return standing(newest, mark, false, mark, mode, now);
        }
        PositionMark marked = mark.with(submission.request());
        if (isSame(newest, response)) {
            return standing(newest, marked, asked.lateBefore(), mark, mode, now);
        }
        // A cleared answer tells nothing of the key when it is graded, so it may still be given.
        if (newest != null && newest.graded() && newest.response() != null && mode.finalOnceGraded()) {
            return refused(
                    AttemptError.ANSWER_FINAL, "In this mode an answer is final once graded; nothing was stored.");
        }
        int version = newest == null ? 1 : newest.version() + 1;
        StoredAnswer stored = StoredAnswer.of(submission, asked, version, response, marked.elapsedMillis(), now);
        return new Outcome.Acknowledged(version, response, now, false, marked, !marked.equals(mark), stored);
    }

    /**
     * The answer as it was before; only how its position is marked may be new.
     *
     * @param confirmed whether it is news that the learner stands by it, because something came too late before
     */
    private static Outcome standing(
            @Nullable NewestVersion newest,
            PositionMark marked,
            boolean confirmed,
            PositionMark before,
            Mode mode,
            Instant now) {
        boolean changed = confirmed || !marked.equals(before);
        if (newest == null) {
            return new Outcome.Acknowledged(0, null, now, false, marked, changed, null);
        }
        boolean tellsGraded = newest.graded() && mode.feedback() == Mode.Feedback.AFTER_EACH_ANSWER;
        return new Outcome.Acknowledged(
                newest.version(), newest.response(), newest.receivedAt(), tellsGraded, marked, changed, null);
    }

    /** Whether the attempt ended, or is about to end, by its deadline and not by somebody's decision. */
    boolean isTimeUp(AskedQuestion asked, Instant now) {
        Instant deadline = asked.deadline();
        return switch (asked.status()) {
            case EXPIRED -> true;
            case OPEN -> deadline != null && now.isAfter(deadline.plus(grace));
            case PAUSED, FINISHED, VOIDED -> false;
        };
    }

    private boolean isKept(AskedQuestion asked, Instant now) {
        Instant deadline = asked.deadline();
        return deadline != null && !now.isAfter(deadline.plus(lateWindow));
    }

    private static Outcome over() {
        return refused(AttemptError.ATTEMPT_FINISHED, "Nothing was stored; the attempt is over.");
    }

    private static Outcome refused(AttemptError error, String detail) {
        return new Outcome.Refused(new ProblemException(error, detail));
    }
}
