package io.gradeflow.attempt.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.grading.ChoiceKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A key is told again after graders have rejected answers for want of it. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class KeyToldAgainTest {

    @Inject
    Jdbi jdbi;

    @Inject
    CatalogKeys keys;

    private final UUID question = UUID.randomUUID();

    @Test
    void shouldLetWhatWasSentUnderAnOlderKeyBeSweptAnew() {
        jdbi.useTransaction(handle -> {
            keys.store(handle, List.of(key(2)));
            answer(handle, "rejected_key_version = 2");
            handle.execute("UPDATE answer_key SET swept_version = 2 WHERE question_id = ?", question);
            handle.execute("INSERT INTO key_sweep VALUES (?, 1, 2, gen_random_uuid(), 1, true, now())", question);

            keys.store(handle, List.of(key(2)));

            assertThat(is(handle, "SELECT swept_version < key_version FROM answer_key"))
                    .isTrue();
            assertThat(is(handle, "SELECT count(*) = 0 FROM key_sweep")).isTrue();
            assertThat(is(handle, "SELECT awaiting AND rejected_key_version IS NULL FROM answer"))
                    .isTrue();
            handle.rollback();
        });
    }

    @Test
    void shouldLeaveWhatIsSweptWhereNothingWasRejected() {
        jdbi.useTransaction(handle -> {
            keys.store(handle, List.of(key(2)));
            answer(handle, "graded_key_version = 1");
            handle.execute("UPDATE answer_key SET swept_version = 2 WHERE question_id = ?", question);
            handle.execute("INSERT INTO key_sweep VALUES (?, 1, 2, gen_random_uuid(), 1, true, now())", question);

            keys.store(handle, List.of(key(2)));

            assertThat(is(handle, "SELECT swept_version = key_version FROM answer_key"))
                    .isTrue();
            assertThat(is(handle, "SELECT count(*) = 1 FROM key_sweep")).isTrue();
            handle.rollback();
        });
    }

    private void answer(Handle handle, String columns) {
        handle.execute("""
                INSERT INTO answer (attempt_id, position, version, answer_id, question_id, revision, received_at, sent_at,
                    sent_key_version, awaiting)
                VALUES (gen_random_uuid(), 1, 1, gen_random_uuid(), ?, 1, now(), now(), 1, false)
                """, question);
        handle.execute("UPDATE answer SET " + columns + " WHERE question_id = ?", question);
    }

    private boolean is(Handle handle, String select) {
        return handle.createQuery(select + " WHERE question_id = :question")
                .bind("question", question)
                .mapTo(boolean.class)
                .one();
    }

    private AnswerKeyPublished key(int version) {
        return new AnswerKeyPublished(
                question, 1, new UUID(0, 7), version, ChoiceKey.allOrNothing(List.of("A")), null, null);
    }
}
