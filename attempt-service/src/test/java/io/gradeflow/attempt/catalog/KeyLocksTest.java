package io.gradeflow.attempt.catalog;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.AnswerKeyPublished.Correction;
import io.gradeflow.events.AnswerKeyPublished.Effect;
import io.gradeflow.grading.ChoiceKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class KeyLocksTest {

    private static final UUID LOWER = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID HIGHER = UUID.fromString("00000000-0000-4000-8000-000000000002");

    @Inject
    Jdbi jdbi;

    @Inject
    CatalogKeys keys;

    /** The sender of answers holds the lower key and asks for the higher one. */
    @Test
    void shouldWaitForNoSenderInACircle() throws Exception {
        jdbi.useTransaction(handle -> keys.store(handle, List.of(key(LOWER, 1), key(HIGHER, 1))));

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> corrections = jdbi.inTransaction(sender -> {
                lock(sender, LOWER);
                Future<?> storing = executor.submit(() ->
                        jdbi.useTransaction(handle -> keys.store(handle, List.of(key(HIGHER, 2), key(LOWER, 3)))));
                awaitWaiter();
                lock(sender, HIGHER);
                return storing;
            });
            assertThatCode(() -> corrections.get(20, TimeUnit.SECONDS)).doesNotThrowAnyException();
        }
    }

    /** A question that many papers have would hold up all answers otherwise. */
    @Test
    void shouldValuePapersWhileAnswersAreSentUnderTheKey() throws Exception {
        jdbi.useTransaction(handle -> keys.store(handle, List.of(key(LOWER, 1), key(HIGHER, 1))));

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            jdbi.useTransaction(sender -> {
                lock(sender, LOWER);
                executor.submit(() -> jdbi.useHandle(handle -> handle.execute(
                                "UPDATE answer_key SET valued_version = 0 WHERE question_id = ?", LOWER)))
                        .get(10, TimeUnit.SECONDS);
                await().until(() -> sender.createQuery(
                                "SELECT valued_version = key_version FROM answer_key WHERE question_id = :question")
                        .bind("question", LOWER)
                        .mapTo(boolean.class)
                        .one());
            });
        }
    }

    private static void lock(Handle handle, UUID question) {
        handle.execute("SELECT FROM answer_key WHERE question_id = ? FOR KEY SHARE", question);
    }

    private void awaitWaiter() {
        await().until(() -> jdbi.withHandle(
                handle -> handle.createQuery("""
                                SELECT EXISTS (SELECT FROM pg_stat_activity
                                    WHERE wait_event_type = 'Lock' AND query LIKE '%answer_key%')
                                """).mapTo(boolean.class).one()));
    }

    private static AnswerKeyPublished key(UUID question, int version) {
        return new AnswerKeyPublished(
                question,
                1,
                new UUID(0, 7),
                version,
                ChoiceKey.allOrNothing(List.of("A")),
                null,
                version == 1
                        ? null
                        : new Correction(UUID.randomUUID(), Effect.REGRADE, "faulty", "an-author", Instant.EPOCH));
    }
}
