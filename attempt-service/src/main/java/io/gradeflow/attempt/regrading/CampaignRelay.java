package io.gradeflow.attempt.regrading;

import io.gradeflow.attempt.OneInstance;
import io.gradeflow.attempt.catalog.KeysChanged;
import io.gradeflow.attempt.grades.AttemptProgress;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Does for corrections what no arriving grade does: values papers on which the question was left blank, and notes when nothing is
 * behind any more. How far it is stands in the tables, so that any instance goes on where another died.
 */
@ApplicationScoped
class CampaignRelay {

    /** Few, because a newer key of the question waits for each portion. */
    private static final int PORTION = 200;

    private record Unvalued(
            UUID questionId, int revision, @Nullable UUID valuedTo) {}

    private final Jdbi jdbi;
    private final InstantSource clock;
    private @Nullable Relay relay;

    CampaignRelay(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("campaign-relay", Duration.ofSeconds(1), this::step);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    void keysChanged(@Observes KeysChanged event) {
        if (relay != null) {
            relay.signal();
        }
    }

    private boolean step() {
        return OneInstance.FOLLOWING_CAMPAIGNS.alone(jdbi, this::follow);
    }

    private boolean follow(Handle handle) {
        boolean more = valuePapers(handle);
        if (!more) {
            complete(handle);
        }
        return more;
    }

    /**
     * The key's row is held, so that no newer key comes in between, but not against those who send answers under it: live ones don't
     * wait for papers. All attempts with the question are looked at, those too that are open still and may be ending in a
     * transaction that doesn't see the key.
     */
    private boolean valuePapers(Handle handle) {
        Optional<Unvalued> next = handle.createQuery("""
                        SELECT question_id, revision, valued_to FROM answer_key
                        WHERE valued_version < key_version
                        ORDER BY question_id, revision LIMIT 1 FOR NO KEY UPDATE
                        """)
                .map((row, context) -> new Unvalued(
                        row.getObject("question_id", UUID.class),
                        row.getInt("revision"),
                        row.getObject("valued_to", UUID.class)))
                .findOne();
        if (next.isEmpty()) {
            return false;
        }
        Unvalued key = next.get();
        List<UUID> attempts = handle.createQuery("""
                        SELECT attempt_id FROM question JOIN attempt USING (bank_id)
                        WHERE question.question_id = :question AND question.revision = :revision
                            AND question_ids @> ARRAY[CAST(:question AS uuid)]
                            AND EXISTS (
                                SELECT FROM unnest(question_ids, revisions) AS asked (question_id, revision)
                                WHERE asked.question_id = :question AND asked.revision = :revision)
                            AND (CAST(:valuedTo AS uuid) IS NULL OR attempt_id > CAST(:valuedTo AS uuid))
                        ORDER BY attempt_id LIMIT :portion
                        """)
                .bind("question", key.questionId())
                .bind("revision", key.revision())
                .bind("valuedTo", key.valuedTo())
                .bind("portion", PORTION)
                .mapTo(UUID.class)
                .list();
        if (!attempts.isEmpty()) {
            AttemptProgress.keyChanged(handle, attempts);
            BlankChanges.note(handle, key.questionId(), key.revision(), attempts);
        }
        handle.createUpdate("""
                        UPDATE answer_key SET
                            valued_version = CASE WHEN :done THEN key_version ELSE valued_version END,
                            valued_to = CASE WHEN :done THEN NULL ELSE CAST(:valuedTo AS uuid) END
                        WHERE question_id = :question AND revision = :revision
                        """)
                .bind("done", attempts.size() < PORTION)
                .bind("valuedTo", attempts.isEmpty() ? null : attempts.getLast())
                .bind("question", key.questionId())
                .bind("revision", key.revision())
                .execute();
        return true;
    }

    /**
     * Answers are looked through only once all of them were sent, and none is rejected: before that, some are behind. From the last
     * one on, since they are sent and graded from the first one on.
     */
    private void complete(Handle handle) {
        List<UUID> sent = handle.createQuery("""
                        SELECT correction_id FROM correction JOIN answer_key USING (question_id, revision)
                        WHERE completed_at IS NULL
                            AND swept_version >= correction.key_version AND valued_version >= correction.key_version
                        """).mapTo(UUID.class).list();
        if (sent.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        UPDATE correction SET completed_at = :now
                        WHERE correction_id = ANY (:sent) AND completed_at IS NULL
                            AND NOT EXISTS (SELECT %1$s AND rejected_key_version IS NOT NULL)
                            AND NOT EXISTS (
                                SELECT FROM (
                                    SELECT %1$s
                                    ORDER BY question_id DESC, answer.revision DESC, attempt_id DESC, position DESC
                                    LIMIT 1) AS last_behind)
                        """.formatted(Standings.BEHIND))
                .bind("now", Timestamp.from(clock.instant()))
                .bindArray("sent", UUID.class, sent)
                .execute();
    }
}
