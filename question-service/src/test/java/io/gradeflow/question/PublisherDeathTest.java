package io.gradeflow.question;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerKeyPublished;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The publisher dies once a key is in its topic and before that is noted: the key is sent again, and is the very same. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class PublisherDeathTest extends CorrectionApi {

    private static final String HELD_UP_AT_QUESTIONS = """
        FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%UPDATE question_revision r SET%'
        """;

    @Inject
    Jdbi jdbi;

    @Test
    void shouldSendAKeyAgain() {
        dieAfterKeysWereSent(handle -> handle.execute(
                "UPDATE answer_key SET unpublished = true WHERE question_id = ?", UUID.fromString(single)));

        awaitTheSameAgain(1);
    }

    @Test
    void shouldSendACorrectionAgain() {
        dieAfterKeysWereSent(handle -> correct(single, regrade("B")).statusCode(202));

        awaitTheSameAgain(2);
        assertThat(keys(single).getLast().correction()).isNotNull();
    }

    /** The question is to be published after its key, and is held: so the publisher stands still between the two. */
    private void dieAfterKeysWereSent(Consumer<Handle> change) {
        UUID question = UUID.fromString(single);
        int sent = keys(single).size();
        jdbi.useHandle(handle ->
                handle.execute("UPDATE question_revision SET unpublished = true WHERE question_id = ?", question));
        try (Handle holding = jdbi.open()) {
            holding.begin();
            holding.execute("SELECT FROM question_revision WHERE question_id = ? FOR UPDATE", question);
            jdbi.useTransaction(handle -> {
                handle.execute("UPDATE bank SET published = revision - 1 WHERE slug = ?", bank);
                change.accept(handle);
            });
            await().until(this::isHeldUpAtQuestions);
            // Questions are read while keys are on their way.
            await().untilAsserted(() -> assertThat(keys(single)).hasSize(sent + 1));
            assertThat(isDue()).isTrue();
            List<Boolean> killed = jdbi.withHandle(
                    handle -> handle.createQuery("SELECT pg_terminate_backend(pid) " + HELD_UP_AT_QUESTIONS)
                            .mapTo(boolean.class)
                            .list());
            assertThat(killed).containsExactly(true);
            holding.rollback();
        }
    }

    private boolean isHeldUpAtQuestions() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT EXISTS (SELECT " + HELD_UP_AT_QUESTIONS + ")")
                .mapTo(boolean.class)
                .one());
    }

    private boolean isDue() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT unpublished FROM answer_key WHERE question_id = :question")
                        .bind("question", UUID.fromString(single))
                        .mapTo(boolean.class)
                        .one());
    }

    /** The one that was published with the question at first, then that of the publisher that died, then that of the next. */
    private void awaitTheSameAgain(int version) {
        await().until(
                        () -> keys(single).stream()
                                .map(AnswerKeyPublished::keyVersion)
                                .toList(),
                        versions -> versions.equals(List.of(1, version, version)));
        await().until(() -> !isDue());
        List<AnswerKeyPublished> keys = keys(single);
        assertThat(keys.get(2)).isEqualTo(keys.get(1));
        assertThat(keys.get(2).eventId()).isEqualTo(keys.get(1).eventId());
    }
}
