package io.gradeflow.attempt.live;

import io.gradeflow.attempt.attempts.AttemptView;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.modes.Mode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as it stood at one moment.
 *
 * @param change the number of its last change
 * @param stateChange the number of the change with which its state or deadline changed last
 * @param examElsewhere whether nothing may be told because its learner has another exam over the bank open
 * @param answers the newest versions; none unless what was right may be told
 */
record Snapshot(
        UUID attemptId,
        long change,
        long stateChange,
        AttemptStatus status,
        @Nullable Instant deadline,
        @Nullable Instant finishedAt,
        int questions,
        Mode.Feedback feedback,
        boolean examElsewhere,
        boolean tellsGrades,
        List<Answer> answers) {

    /**
     * The newest version of an answer.
     *
     * @param grade null until there is one
     * @param settled whether the grade is under the newest key that is known
     * @param change the number of the attempt's change with which the grade came
     */
    record Answer(int position, LiveEvent.@Nullable Grade grade, boolean settled, long change) {}

    Snapshot with(List<Answer> newest) {
        return new Snapshot(
                attemptId,
                change,
                stateChange,
                status,
                deadline,
                finishedAt,
                questions,
                feedback,
                examElsewhere,
                tellsGrades,
                newest);
    }

    /** Whether all there is to tell can be told, and nothing more will come unless somebody of the staff or a corrected key changes it. */
    boolean isComplete() {
        return status == AttemptStatus.VOIDED
                || status.isEnded() && tellsGrades && answers.stream().allMatch(Answer::settled);
    }

    /** The grades that are news to whoever has heard all up to a change. What the mode hid until the end is news from there on. */
    List<LiveEvent.Grade> gradesAfter(long heard) {
        long hiddenUntil = feedback == Mode.Feedback.AFTER_ENDING ? stateChange : 0;
        return answers.stream()
                .filter(answer -> Math.max(answer.change(), hiddenUntil) > heard)
                .<LiveEvent.Grade>mapMulti((answer, into) -> {
                    if (answer.grade() != null) {
                        into.accept(answer.grade());
                    }
                })
                .toList();
    }

    AttemptView.Totals totals() {
        List<AttemptView.Points> graded = answers.stream()
                .map(Answer::grade)
                .flatMap(Stream::ofNullable)
                .map(grade -> new AttemptView.Points(grade.score(), grade.maximum(), grade.correct()))
                .toList();
        return AttemptView.Totals.of(questions, answers.size(), graded);
    }
}
