package io.gradeflow.bench.exam;

import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.exam.Turn.Kind;
import io.gradeflow.bench.load.Answer;
import io.gradeflow.bench.load.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A learner who starts an exam, leaves page after page and ends it, thinks before each of these, and starts the next. A page that is
 * left sends its answers and reads the exam anew for the page that follows, as a client that keeps nothing.
 */
final class Sitter {

    private final String token;
    private final ExamPlan exam;
    private final byte[] request;
    private final Random random;
    private @Nullable Paper paper;
    private int page;
    private int answered;
    private long next;

    /** @param request which starts an exam */
    Sitter(String token, ExamPlan exam, byte[] request, long seed) {
        this.token = token;
        this.exam = exam;
        this.request = request;
        this.random = new Random(seed);
    }

    Call start() {
        return Call.post("/api/v1/attempts", token, request);
    }

    /**
     * Takes the exam that was started, as of some page: so that of many sitters as many are on each.
     *
     * @return what is wrong with it; empty if nothing is
     */
    String sitDown(Answer started) {
        String failure = begun(started);
        page = random.nextInt(exam.pages());
        next = random.nextLong(exam.thought(random));
        return failure;
    }

    /** The same as of the first page. */
    String begun(Answer started) {
        String other = started.otherThan(Kind.START.expected());
        if (!other.isEmpty()) {
            return other;
        }
        Paper begun = Paper.of(token, started.json());
        if (begun.questions().size() != exam.questions()) {
            return "an exam of " + begun.questions().size() + " questions";
        }
        paper = begun;
        page = 0;
        answered = 0;
        return "";
    }

    /** The exam that is open, if one is. */
    Optional<Paper> paper() {
        return Optional.ofNullable(paper);
    }

    /** How many answers it was given, if all that was due was sent. */
    int answered() {
        return answered;
    }

    /** What is due in the next so many nanoseconds; what follows a start is due later, since its exam is not known before. */
    List<Turn> turns(long window) {
        List<Turn> turns = new ArrayList<>();
        while (next < window) {
            long due = next;
            next += exam.thought(random);
            Paper sat = paper;
            if (sat == null) {
                turns.add(new Turn(due, Kind.START, start(), this));
                next = window + random.nextLong(exam.thought(random));
            } else if (page < exam.pages()) {
                leave(turns, due, sat);
            } else {
                turns.add(new Turn(
                        due, Kind.FINISH, Call.post(sat.path() + "/finish", token, new byte[] {'{', '}'}), this));
                paper = null;
            }
        }
        next -= window;
        return turns;
    }

    private void leave(List<Turn> turns, long due, Paper sat) {
        int first = page * exam.questionsPerPage() + 1;
        for (int position = first; position < first + exam.questionsPerPage(); position++) {
            turns.add(new Turn(due, Kind.ANSWER, sat.answer(position, random.nextInt(2)), this));
        }
        page++;
        answered += exam.questionsPerPage();
        if (page < exam.pages()) {
            turns.add(new Turn(due, Kind.PAGE, Call.get(sat.path(), token, "application/json"), this));
        }
    }
}
