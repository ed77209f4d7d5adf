package io.gradeflow.attempt.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AttemptFinished;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class AnnouncementsTest {

    private final UUID attempt = UUID.randomUUID();

    @Inject
    Jdbi jdbi;

    @Inject
    Announcements announcements;

    @Test
    void shouldStillAnnounceAPaperThatCameWhileTheOneBeforeWasOnItsWay() {
        jdbi.useTransaction(handle -> {
            insert(handle, "practice", "FINISHED", false, 1);
            List<AttemptFinished> sent = due(handle);
            assertThat(sent).extracting(AttemptFinished::paperVersion).containsExactly(1);

            handle.createUpdate("UPDATE attempt SET paper_version = 2 WHERE attempt_id = :attempt")
                    .bind("attempt", attempt)
                    .execute();
            Announcements.mark(handle, sent);

            List<AttemptFinished> next = due(handle);
            assertThat(next).extracting(AttemptFinished::paperVersion).containsExactly(2);
            Announcements.mark(handle, next);
            assertThat(due(handle)).isEmpty();
            handle.rollback();
        });
    }

    @Test
    void shouldAnnounceOnceThatAnExamBeganAndThenItsEnd() {
        jdbi.useTransaction(handle -> {
            insert(handle, "exam", "OPEN", false, 0);

            List<AttemptFinished> begun = due(handle);
            assertThat(begun)
                    .extracting(AttemptFinished::ending, AttemptFinished::paperVersion)
                    .containsExactly(tuple(AttemptFinished.Ending.REOPENED, 0));
            Announcements.mark(handle, begun);
            assertThat(due(handle)).isEmpty();

            handle.execute(
                    "UPDATE attempt SET status = 'FINISHED', finished_at = now(), paper_version = 1, announced = false"
                            + " WHERE attempt_id = ?",
                    attempt);
            Announcements.mark(handle, begun);
            assertThat(due(handle))
                    .extracting(AttemptFinished::ending, AttemptFinished::paperVersion)
                    .containsExactly(tuple(AttemptFinished.Ending.FINISHED, 1));
            handle.rollback();
        });
    }

    @ParameterizedTest
    @CsvSource({"practice, false", "review, false", "exam, true"})
    void shouldAnnounceNoBeginOfPracticeOrOfWhatTheStaffTriesOut(String mode, boolean preview) {
        jdbi.useTransaction(handle -> {
            insert(handle, mode, "OPEN", preview, 0);

            assertThat(due(handle)).isEmpty();
            handle.rollback();
        });
    }

    private List<AttemptFinished> due(Handle handle) {
        return announcements.due(handle, Announcements.Whose.LIVE, 10_000).stream()
                .filter(event -> event.attemptId().equals(attempt))
                .toList();
    }

    private void insert(Handle handle, String mode, String status, boolean preview, int paperVersion) {
        handle.createUpdate("""
                        INSERT INTO attempt (attempt_id, bank_id, bank_revision, learner_id, mode, examines, preview, cohorts, status,
                            started_at, finished_at, question_ids, revisions, paper_version)
                        VALUES (:attempt, :attempt, 1, 'somebody', :mode, :mode = 'exam', :preview, '{everyone}', :status,
                            now(), CASE WHEN :status <> 'OPEN' THEN now() END, ARRAY[:attempt], '{1}', :paper)
                        """)
                .bind("attempt", attempt)
                .bind("mode", mode)
                .bind("preview", preview)
                .bind("status", status)
                .bind("paper", paperVersion)
                .execute();
    }
}
