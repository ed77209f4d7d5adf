package io.gradeflow.attempt.life;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.attempt.OneInstance;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What learners end and begin while a bulk load is announced. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class FinishRelayTest {

    private static final int LOADED = 4 * FinishRelay.PORTION;

    /** Of one learner, so that all stand in one partition, in the order in which they were sent. */
    private final UUID bank = UUID.randomUUID();

    @Inject
    Jdbi jdbi;

    @Inject
    FinishRelay relay;

    @AfterEach
    void forget() {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM attempt WHERE bank_id = ?", bank));
    }

    @Test
    void shouldLetNoLiveAttemptWaitForMoreThanAPortionOfABulkLoad() {
        jdbi.useTransaction(handle -> {
            load(handle, LOADED);
            live(handle, "fffffffe-ffff-4fff-bfff-ffffffffffff", "exam", "FINISHED", 1);
            live(handle, "ffffffff-ffff-4fff-bfff-ffffffffffff", "exam", "OPEN", 0);
        });
        relay.signalImported();
        await().until(() -> unannounced("true") == 0);

        List<String> modes = TopicRecords.of(Topic.ATTEMPTS_FINISHED.topicName()).stream()
                .map(record -> EventJson.read(record.value(), AttemptFinished.class))
                .filter(event -> event.bankId().equals(bank))
                .map(AttemptFinished::mode)
                .toList();
        assertThat(modes).hasSize(LOADED + 2).filteredOn("exam"::equals).hasSize(2);
        assertThat(modes.lastIndexOf("exam")).isLessThan(FinishRelay.PORTION + 2);
    }

    @Test
    void shouldAnnounceLiveAttemptsWhileAnotherInstanceIsAtABulkLoad() {
        try (Handle other = jdbi.open()) {
            other.begin();
            OneInstance.ANNOUNCING_IMPORTED.await(other);
            jdbi.useTransaction(handle -> {
                load(handle, 1);
                live(handle, UUID.randomUUID().toString(), "practice", "FINISHED", 1);
            });
            relay.signalImported();
            relay.signal();

            await().until(() -> unannounced("mode = 'practice'") == 0);
            assertThat(unannounced("mode = 'imported'")).isEqualTo(1);
            other.rollback();
        }

        relay.signalImported();
        await().until(() -> unannounced("true") == 0);
    }

    private int unannounced(String which) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT count(*) FROM attempt WHERE bank_id = :bank AND NOT announced AND " + which)
                .bind("bank", bank)
                .mapTo(int.class)
                .one());
    }

    /** Under the lowest ids. */
    private void load(Handle handle, int attempts) {
        insert(handle, "imported", "FINISHED", 1, """
                CAST('00000000-0000-4000-8000-' || lpad(to_hex(number), 12, '0') AS uuid)
                FROM generate_series(1, %d) AS number
                """.formatted(attempts));
    }

    private void live(Handle handle, String attempt, String mode, String status, int paperVersion) {
        insert(handle, mode, status, paperVersion, "CAST('" + attempt + "' AS uuid)");
    }

    private void insert(Handle handle, String mode, String status, int paperVersion, String attempts) {
        handle.createUpdate("""
                        INSERT INTO attempt (attempt_id, bank_id, bank_revision, learner_id, mode, examines, preview, cohorts, status,
                            started_at, finished_at, question_ids, revisions, paper_version)
                        SELECT attempt, :bank, 1, :learner, :mode, :mode = 'exam', false, '{everyone}', :status,
                            now(), CASE WHEN :status <> 'OPEN' THEN now() END, ARRAY[:bank], '{1}', :paper
                        FROM (SELECT <attempts>) AS made (attempt)
                        """)
                .define("attempts", attempts)
                .bind("bank", bank)
                .bind("learner", bank.toString())
                .bind("mode", mode)
                .bind("status", status)
                .bind("paper", paperVersion)
                .execute();
    }
}
