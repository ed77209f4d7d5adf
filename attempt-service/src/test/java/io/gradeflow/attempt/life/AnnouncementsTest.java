package io.gradeflow.attempt.life;

import static org.assertj.core.api.Assertions.assertThat;

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
            insertFinished(handle);
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

    private List<AttemptFinished> due(Handle handle) {
        return announcements.due(handle, 10_000).stream()
                .filter(event -> event.attemptId().equals(attempt))
                .toList();
    }

    private void insertFinished(Handle handle) {
        handle.createUpdate("""
                        INSERT INTO attempt (attempt_id, bank_id, bank_revision, learner_id, mode, cohorts, status, started_at,
                            finished_at, question_ids, revisions, paper_version)
                        VALUES (:attempt, :attempt, 1, 'somebody', 'practice', '{everyone}', 'FINISHED', now(), now(),
                            ARRAY[:attempt], '{1}', 1)
                        """).bind("attempt", attempt).execute();
    }
}
