package io.gradeflow.analytics;

import static io.gradeflow.analytics.ProofApi.awaitEnd;
import static io.gradeflow.analytics.ProofApi.look;
import static io.gradeflow.analytics.ProofApi.prove;
import static io.gradeflow.analytics.ProofApi.request;
import static io.gradeflow.analytics.ProofApi.run;
import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens while the log is replayed. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class ProofRaceTest {

    private final MeasuredBank bank = new MeasuredBank();

    @Inject
    Jdbi jdbi;

    /** Other tests of the same database write to its tables what never was in the log. */
    @BeforeEach
    void startFromTheLog() {
        bank.publish();
        bank.awaitPending(0);
        run("rebuild").body("status", equalTo("REBUILT"));
        bank.grade("ada", bank.both, true);
        bank.awaitTotal(1, 1);
    }

    /** The live tables have it then, and a replay that began before has not. */
    @Test
    void shouldBeginAnewWhenAnEventIsAppliedMeanwhileThatWasSetAside() {
        for (String kind : List.of("proofs", "rebuild")) {
            ConsumerRecord<String, byte[]> applied = TopicRecords.of(Topic.ANSWERS_GRADED.topicName()).stream()
                    .filter(record -> new String(record.value(), StandardCharsets.UTF_8).contains(bank.id.toString()))
                    .findFirst()
                    .orElseThrow();
            setAside(applied);
            String run;
            try (Handle counting = jdbi.open()) {
                counting.begin();
                counting.execute("LOCK TABLE stored_offset IN ROW EXCLUSIVE MODE");
                run = request(kind);
                await().until(() -> waitingForOffsets() != 0);
                jdbi.useHandle(handle ->
                        handle.execute("UPDATE set_aside_event SET applied_at = now() WHERE reason = 'for the test'"));
                counting.rollback();
            }

            awaitEnd(run).body("status", equalTo(kind.equals("proofs") ? "EQUAL" : "REBUILT"));
            bank.assertTotal(1, 1);
            jdbi.useHandle(handle -> handle.execute("DELETE FROM set_aside_event WHERE reason = 'for the test'"));
        }
    }

    private void setAside(ConsumerRecord<String, byte[]> record) {
        jdbi.useHandle(
                handle -> handle.execute("""
                INSERT INTO set_aside_event (topic, partition, record_offset, payload, reason, set_aside_at)
                VALUES (?, ?, ?, ?, 'for the test', now())
                """, record.topic(), record.partition(), record.offset(), record.value()));
    }

    /** What was replayed before may be lost with the session, so nothing of it takes the place of the live tables. */
    @Test
    void shouldBeginAnewWhenTheSessionIsGoneThatHoldsTheLockOfTheRun() {
        String run;
        try (Handle counting = jdbi.open()) {
            counting.begin();
            counting.execute("LOCK TABLE stored_offset IN ROW EXCLUSIVE MODE");
            run = request("rebuild");
            await().until(() -> holder() == waitingForOffsets() && holder() != 0);

            boolean gone = jdbi.withHandle(handle -> handle.createQuery("SELECT pg_terminate_backend(:pid)")
                    .bind("pid", holder())
                    .mapTo(boolean.class)
                    .one());
            assertThat(gone).isTrue();
            await().until(() -> tries(run) == 2);
            look(run).body("finishedAt", nullValue());
            counting.rollback();
        }

        awaitEnd(run).body("status", equalTo("REBUILT"));
        prove().body("status", equalTo("EQUAL"));
    }

    private int holder() {
        return session("locktype = 'advisory' AND objid = 1000003 AND granted");
    }

    private int waitingForOffsets() {
        return session("relation = 'stored_offset'::regclass AND mode = 'ShareLock' AND NOT granted");
    }

    private int session(String lock) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT coalesce(max(pid), 0) FROM pg_locks WHERE " + lock)
                .mapTo(int.class)
                .one());
    }

    private int tries(String run) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT tries FROM proof_run WHERE run_id = CAST(:run AS uuid)")
                        .bind("run", run.substring(run.lastIndexOf('/') + 1))
                        .mapTo(int.class)
                        .one());
    }
}
