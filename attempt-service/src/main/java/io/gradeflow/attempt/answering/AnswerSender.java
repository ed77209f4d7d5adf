package io.gradeflow.attempt.answering;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.platform.database.Transactions;
import io.gradeflow.platform.messaging.EventPublisher;
import io.gradeflow.platform.messaging.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Sends stored answers to the graders and marks them as sent once Kafka has acknowledged all of them. */
@ApplicationScoped
class AnswerSender {

    private record KeyOf(UUID questionId, int revision) {}

    private final Jdbi jdbi;
    private final EventPublisher publisher;
    private final InstantSource clock;

    AnswerSender(Jdbi jdbi, EventPublisher publisher, InstantSource clock) {
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * What goes in the live lane belongs to the trace of the call that brought it; what is sent once more, perhaps years later, doesn't.
     *
     * <p>A crash between acknowledgement and mark sends again later, which views recognise. The answers' rows are not locked
     * while Kafka is waited for, so that learners can go on changing answers while it is away; the keys' rows are, shared: a
     * correction can't come between the look at the key and the mark, so whatever was sent under the older key is visible to the
     * sweep that follows the correction.
     */
    void send(Topic lane, List<StoredAnswer> answers) {
        if (!answers.isEmpty()) {
            jdbi.useTransaction(handle -> {
                // A lost mark has them sent again.
                Transactions.leaveCommit(handle);
                send(handle, lane, answers);
            });
        }
    }

    /** The same within a transaction, which must hold no key and no answer before. */
    void send(Handle handle, Topic lane, List<StoredAnswer> answers) {
        Map<KeyOf, Integer> keyVersions = lockKeys(handle, answers);
        publisher.publish(answers.stream()
                .map(answer -> event(lane, answer, keyVersion(keyVersions, answer)))
                .toList());
        markSent(handle, answers, keyVersions);
    }

    static OutgoingEvent event(Topic lane, StoredAnswer answer, int keyVersion) {
        return OutgoingEvent.of(lane, answer.submitted(keyVersion), answer.receivedAt())
                .within(lane == Topic.ANSWERS_SUBMITTED ? answer.trace() : null);
    }

    private static int keyVersion(Map<KeyOf, Integer> keyVersions, StoredAnswer answer) {
        return keyVersions.getOrDefault(new KeyOf(answer.questionId(), answer.revision()), 0);
    }

    private static Map<KeyOf, Integer> lockKeys(Handle handle, List<StoredAnswer> answers) {
        List<KeyOf> wanted = answers.stream()
                .map(answer -> new KeyOf(answer.questionId(), answer.revision()))
                .distinct()
                .toList();
        Map<KeyOf, Integer> versions = new HashMap<>();
        Columns.of(wanted)
                .uuid("questions", KeyOf::questionId)
                .integer("revisions", KeyOf::revision)
                .bindTo(handle.createQuery("""
                        SELECT question_id, revision, key_version FROM answer_key
                        WHERE (question_id, revision) IN (SELECT * FROM unnest(:questions, :revisions))
                        ORDER BY question_id, revision FOR KEY SHARE
                        """))
                .map((row, context) -> versions.put(
                        new KeyOf(row.getObject("question_id", UUID.class), row.getInt("revision")),
                        row.getInt("key_version")))
                .list();
        return versions;
    }

    /** The grade may be here before the mark, or the rejection: then nothing is awaited any more. */
    private void markSent(Handle handle, List<StoredAnswer> answers, Map<KeyOf, Integer> keyVersions) {
        Columns.of(answers)
                .uuid("attempts", StoredAnswer::attemptId)
                .integer("positions", StoredAnswer::position)
                .integer("versions", StoredAnswer::version)
                .integer("keyVersions", answer -> keyVersion(keyVersions, answer))
                .bindTo(handle.createUpdate("""
                        WITH sent AS (
                            SELECT * FROM unnest(:attempts, :positions, :versions, :keyVersions)
                                AS s (attempt_id, position, version, key_version)),
                        held AS (
                            SELECT sent.* FROM answer JOIN sent USING (attempt_id, position, version)
                            ORDER BY attempt_id, position, version FOR UPDATE OF answer)
                        UPDATE answer SET
                            sent_at = :now, sent_key_version = greatest(sent_key_version, held.key_version),
                            awaiting = NOT erased AND (graded_key_version IS NULL OR graded_key_version < held.key_version)
                                AND (rejected_key_version IS NULL OR rejected_key_version < held.key_version)
                        FROM held
                        WHERE answer.attempt_id = held.attempt_id AND answer.position = held.position
                            AND answer.version = held.version
                        """))
                .bind("now", Timestamp.from(clock.instant()))
                .execute();
    }
}
