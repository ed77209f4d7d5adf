package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.attempt.grades.AttemptProgress;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A grade and the end of its attempt at the same moment, in both orders, each held where the other has to wait for it. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class GradeRaceTest extends AttemptApi {

    private record Worth(BigDecimal score, int ungraded) {}

    @Inject
    Jdbi jdbi;

    @Test
    void shouldCountAGradeThatIsBeingTakenWhileTheAttemptEnds() throws Exception {
        String attempt = attempt(PublishedBank.of(1));
        answer(attempt, 1, "A");
        AnswerSubmitted sent = awaitSubmitted(attempt, 1).getFirst();
        awaitMarkedAsSent(attempt);

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> finishing = jdbi.inTransaction(handle -> {
                handle.createQuery("SELECT version FROM answer WHERE attempt_id = :attempt FOR UPDATE")
                        .bind("attempt", UUID.fromString(attempt))
                        .mapTo(int.class)
                        .one();
                grade(Topic.ANSWERS_GRADED, sent, 1, 1);
                Waits.until(jdbi, "%WITH grade AS%");
                Future<Integer> finish =
                        executor.submit(() -> finish(attempt).extract().statusCode());
                Waits.until(jdbi, "%FROM attempt_progress%FOR UPDATE%");
                return finish;
            });
            assertThat(finishing.get()).isEqualTo(200);
        }

        assertThat(worth(attempt)).isEqualTo(new Worth(new BigDecimal("1.000000"), 0));
    }

    @Test
    void shouldCountAGradeThatComesWhileTheAttemptIsEnding() {
        String attempt = attempt(PublishedBank.of(1));
        UUID id = UUID.fromString(attempt);
        answer(attempt, 1, "A");
        AnswerSubmitted sent = awaitSubmitted(attempt, 1).getFirst();

        jdbi.useTransaction(handle -> {
            handle.createUpdate(
                            "UPDATE attempt SET status = 'FINISHED', finished_at = now() WHERE attempt_id = :attempt")
                    .bind("attempt", id)
                    .execute();
            AttemptProgress.stateChanged(handle, List.of(id));
            grade(Topic.ANSWERS_GRADED, sent, 1, 1);
            Waits.until(jdbi, "%FROM attempt_progress%FOR UPDATE%");
        });

        await().untilAsserted(() -> assertThat(worth(attempt)).isEqualTo(new Worth(new BigDecimal("1.000000"), 0)));
    }

    private void awaitMarkedAsSent(String attempt) {
        await().until(() -> jdbi.withHandle(
                handle -> handle.createQuery("SELECT sent_at IS NOT NULL FROM answer WHERE attempt_id = :attempt")
                        .bind("attempt", UUID.fromString(attempt))
                        .mapTo(boolean.class)
                        .one()));
    }

    private Worth worth(String attempt) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT score, ungraded FROM attempt_progress WHERE attempt_id = :attempt
                        """)
                .bind("attempt", UUID.fromString(attempt))
                .map((row, context) -> new Worth(row.getBigDecimal("score"), row.getInt("ungraded")))
                .one());
    }
}
