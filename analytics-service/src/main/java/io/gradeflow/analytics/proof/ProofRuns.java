package io.gradeflow.analytics.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Keeps runs, and what came of them. */
@ApplicationScoped
class ProofRuns {

    /** An instance that dies of a run is followed by another, but not for ever. */
    private static final int MOST_TRIES = 3;

    private final Jdbi jdbi;
    private final InstantSource clock;

    ProofRuns(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** @return the new run, or the one of the same kind that is on its way already */
    ProofRun request(ProofRun.Kind kind, String by) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO proof_run (run_id, kind, status, requested_by, requested_at)
                            VALUES (:run, :kind, 'REQUESTED', :by, :now) ON CONFLICT DO NOTHING
                            """)
                    .bind("run", UUID.randomUUID())
                    .bind("kind", kind.name())
                    .bind("by", by)
                    .bind("now", now())
                    .execute();
            return handle.createQuery("SELECT * FROM proof_run WHERE kind = :kind ORDER BY requested_at DESC LIMIT 1")
                    .bind("kind", kind.name())
                    .map((row, context) -> ProofRun.of(row))
                    .one();
        });
    }

    Optional<ProofRun> find(UUID id) {
        return select("WHERE run_id = :run", Map.of("run", id));
    }

    /** The last one that came to an end, of proofs and rebuilds. */
    Optional<ProofRun> last() {
        return select("WHERE finished_at IS NOT NULL ORDER BY finished_at DESC LIMIT 1", Map.of());
    }

    /** The last one whose tables were equal, and are kept. */
    Optional<ProofRun> lastEqual() {
        return select("WHERE status = 'EQUAL' ORDER BY finished_at DESC LIMIT 1", Map.of());
    }

    List<ProofRun> newest(int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM proof_run ORDER BY requested_at DESC LIMIT :limit")
                        .bind("limit", limit)
                        .map((row, context) -> ProofRun.of(row))
                        .list());
    }

    /** The run that is to be carried out now, by whoever is the only one to do so. */
    Optional<ProofRun> begin() {
        change("""
                UPDATE proof_run SET status = 'FAILED', finished_at = :now,
                    detail = 'It was begun several times, and each time the service ended before it did.'
                WHERE status IN ('REQUESTED', 'RUNNING') AND tries >= :most
                """, Map.of("most", MOST_TRIES, "now", now()));
        change("""
                UPDATE proof_run SET status = 'RUNNING', tries = tries + 1, started_at = :now, records_read = 0
                WHERE run_id = (
                    SELECT run_id FROM proof_run WHERE status IN ('REQUESTED', 'RUNNING')
                    ORDER BY status = 'REQUESTED', requested_at LIMIT 1)
                """, Map.of("now", now()));
        return select("WHERE status = 'RUNNING'", Map.of());
    }

    void expect(UUID run, long records) {
        change("UPDATE proof_run SET records = :records WHERE run_id = :run", Map.of("run", run, "records", records));
    }

    void progress(UUID run, long read) {
        change("UPDATE proof_run SET records_read = :read WHERE run_id = :run", Map.of("run", run, "read", read));
    }

    void finish(
            UUID run,
            ProofRun.Status status,
            Map<TopicPartition, Long> offsets,
            @Nullable List<Difference> differences,
            @Nullable String detail) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE proof_run SET status = :status, finished_at = :now, offsets = CAST(:offsets AS jsonb),
                            differences = CAST(:differences AS jsonb), detail = :detail
                        WHERE run_id = :run
                        """)
                .bind("run", run)
                .bind("status", status.name())
                .bind("now", now())
                .bind("offsets", Json.write(Json.byTopic(offsets)))
                .bind("differences", differences == null ? null : Json.write(differences))
                .bind("detail", detail)
                .execute());
    }

    private void change(String sql, Map<String, ?> bound) {
        jdbi.useHandle(handle -> handle.createUpdate(sql).bindMap(bound).execute());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Optional<ProofRun> select(String which, Map<String, ?> bound) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM proof_run " + which)
                .bindMap(bound)
                .map((row, context) -> ProofRun.of(row))
                .findFirst());
    }
}
