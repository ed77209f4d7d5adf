package io.gradeflow.attempt.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.modes.Mode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final UUID ATTEMPT = UUID.randomUUID();

    @Test
    void shouldStartWithThePresentStateAndGiveItsNumberWithTheLastEventOnly() {
        List<Progress.Told> told = new Progress(null).advance(practice(7, 2, graded(1, 5), graded(2, 7)), NOW);

        assertThat(told).extracting(one -> one.event().name()).containsExactly("attempt", "grade", "grade", "totals");
        assertThat(told).extracting(Progress.Told::id).containsExactly(null, null, null, 7L);
    }

    @Test
    void shouldTellNothingTwice() {
        Progress progress = new Progress(null);
        progress.advance(practice(7, 2, graded(1, 5)), NOW);

        assertThat(progress.advance(practice(7, 2, graded(1, 5)), NOW)).isEmpty();
        assertThat(progress.advance(practice(8, 2, graded(1, 5)), NOW)).isEmpty();
        assertThat(progress.advance(practice(9, 2, graded(1, 5), graded(2, 9)), NOW))
                .extracting(one -> one.event().name())
                .containsExactly("grade", "totals");
    }

    @Test
    void shouldTellWhatIsNewerThanTheNumberThatTheClientBrings() {
        assertThat(new Progress(5L).advance(practice(9, 2, graded(1, 5), graded(2, 9)), NOW))
                .extracting(Progress.Told::event)
                .startsWith(grade(2))
                .hasSize(2);
    }

    @Test
    void shouldStartAnewWhenTheNumberIsFromAnotherTime() {
        assertThat(new Progress(50L).advance(practice(9, 2, graded(1, 5)), NOW))
                .extracting(one -> one.event().name())
                .containsExactly("attempt", "grade", "totals");
    }

    @Test
    void shouldTellAllGradesAtTheEndWhicheverNumberWasHeardBefore() {
        for (Long heard : new Long[] {null, 0L, 1L}) {
            Progress progress = new Progress(heard);
            progress.advance(exam(8, 1, AttemptStatus.OPEN), NOW);

            assertThat(progress.advance(exam(9, 9, AttemptStatus.FINISHED, graded(1, 3), graded(2, 8)), NOW))
                    .as("heard %s", heard)
                    .extracting(one -> one.event().name())
                    .containsExactly("attempt", "grade", "grade", "totals");
        }
    }

    @Test
    void shouldTellNoNumberOfGradesWhileTheyAreHidden() {
        List<Progress.Told> told = new Progress(null).advance(exam(8, 1, AttemptStatus.OPEN), NOW);

        assertThat(told).singleElement().extracting(Progress.Told::id).isEqualTo(1L);
    }

    @Test
    void shouldTellWhatAnExamElsewhereHidOnceItIsOver() {
        Progress progress = new Progress(null);
        progress.advance(practice(3, 1, graded(1, 3)), NOW);

        assertThat(progress.advance(hidden(6, 5), NOW))
                .singleElement()
                .extracting(Progress.Told::id)
                .isNull();
        assertThat(progress.advance(practice(6, 5, graded(1, 3), graded(2, 6)), NOW))
                .extracting(Progress.Told::event)
                .startsWith(grade(2))
                .hasSize(2);
    }

    private static Snapshot practice(long change, long stateChange, Snapshot.Answer... answers) {
        return snapshot(change, stateChange, AttemptStatus.OPEN, Mode.Feedback.AFTER_EACH_ANSWER, false, true, answers);
    }

    private static Snapshot hidden(long change, long stateChange) {
        return snapshot(change, stateChange, AttemptStatus.OPEN, Mode.Feedback.AFTER_EACH_ANSWER, true, false);
    }

    private static Snapshot exam(long change, long stateChange, AttemptStatus status, Snapshot.Answer... answers) {
        return snapshot(change, stateChange, status, Mode.Feedback.AFTER_ENDING, false, status.isEnded(), answers);
    }

    private static Snapshot snapshot(
            long change,
            long stateChange,
            AttemptStatus status,
            Mode.Feedback feedback,
            boolean elsewhere,
            boolean tells,
            Snapshot.Answer... answers) {
        return new Snapshot(
                ATTEMPT, change, stateChange, status, null, null, 3, feedback, elsewhere, tells, List.of(answers));
    }

    private static Snapshot.Answer graded(int position, long change) {
        return new Snapshot.Answer(position, grade(position), true, change);
    }

    private static LiveEvent.Grade grade(int position) {
        return new LiveEvent.Grade(position, 1, BigDecimal.ONE, BigDecimal.ONE, true);
    }
}
