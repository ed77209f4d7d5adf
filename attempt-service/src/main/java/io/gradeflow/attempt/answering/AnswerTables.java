package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.attempt.attempts.AttemptHead;
import io.gradeflow.platform.database.Columns;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Reads and writes answers for many submissions at once, none of them for the same attempt and position. */
final class AnswerTables {

    /** A submission and the mark that its position is to bear. */
    record Marked(Submission submission, PositionMark mark) {}

    /** A submission that came too late, with what it answered. */
    record Late(Submission submission, Outcome.Late outcome) {}

    private AnswerTables() {}

    /**
     * Holds the attempts' rows shared until the commit: they can't be finished between this look and the insert. In the order of
     * attempts, so that two batches and those who end many attempts never wait for each other in a circle.
     *
     * @return a submission whose attempt isn't its learner's is absent
     */
    static Map<Submission, AskedQuestion> hold(Handle handle, List<Submission> submissions) {
        Columns<Submission> columns = keys(submissions).text("learners", Submission::learnerId);
        return columns.bindTo(handle.createQuery("""
                        SELECT n, status, deadline, bank_id, mode, cohorts, blueprint, preview,
                            question_ids[position] AS question_id, revisions[position] AS revision,
                            NOT examines AND\s""" + AttemptHead.EXAM_ELSEWHERE + """
                            AS looked_up
                        FROM unnest(:attempts, :positions, :learners)
                                WITH ORDINALITY AS asked (attempt_id, position, learner, n)
                            JOIN attempt USING (attempt_id)
                        WHERE learner_id = learner
                        ORDER BY attempt_id FOR SHARE OF attempt
                        """))
                .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                    found.put(submissions.get(row.getInt("n") - 1), AskedQuestion.of(row));
                    return found;
                });
    }

    /** Locks the newest versions against the grades that may be arriving, which would make them final. */
    static Map<Submission, NewestVersion> newest(Handle handle, List<Submission> submissions) {
        return keys(submissions)
                .bindTo(handle.createQuery("""
                        SELECT n, version, response, received_at, graded_key_version IS NOT NULL AS graded
                        FROM unnest(:attempts, :positions) WITH ORDINALITY AS asked (attempt_id, position, n)
                            JOIN answer USING (attempt_id, position)
                        WHERE NOT superseded
                        ORDER BY attempt_id, position FOR UPDATE OF answer
                        """))
                .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                    found.put(submissions.get(row.getInt("n") - 1), NewestVersion.of(row));
                    return found;
                });
    }

    static Map<Submission, PositionMark> marks(Handle handle, List<Submission> submissions) {
        return keys(submissions)
                .bindTo(handle.createQuery("""
                        SELECT n, flagged, elapsed_millis, seq
                        FROM unnest(:attempts, :positions) WITH ORDINALITY AS asked (attempt_id, position, n)
                            JOIN attempt_position USING (attempt_id, position)
                        ORDER BY attempt_id, position FOR UPDATE OF attempt_position
                        """))
                .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                    found.put(
                            submissions.get(row.getInt("n") - 1),
                            new PositionMark(
                                    row.getBoolean("flagged"),
                                    row.getObject("elapsed_millis", Long.class),
                                    row.getObject("seq", Long.class)));
                    return found;
                });
    }

    /** Two that store the same version at once: one of them meets the primary key, is tried again and sees the other. */
    static void store(Handle handle, List<StoredAnswer> answers) {
        List<StoredAnswer> changes =
                answers.stream().filter(answer -> answer.version() > 1).toList();
        if (!changes.isEmpty()) {
            Columns.of(changes)
                    .uuid("attempts", StoredAnswer::attemptId)
                    .integer("positions", StoredAnswer::position)
                    .integer("versions", answer -> answer.version() - 1)
                    .bindTo(handle.createUpdate("""
                            UPDATE answer SET superseded = true
                            FROM unnest(:attempts, :positions, :versions) AS replaced (attempt_id, position, version)
                            WHERE answer.attempt_id = replaced.attempt_id AND answer.position = replaced.position
                                AND answer.version = replaced.version
                            """))
                    .execute();
        }
        if (!answers.isEmpty()) {
            Columns.of(answers)
                    .uuid("attempts", StoredAnswer::attemptId)
                    .integer("positions", StoredAnswer::position)
                    .integer("versions", StoredAnswer::version)
                    .uuid("answers", StoredAnswer::answerId)
                    .uuid("questions", StoredAnswer::questionId)
                    .integer("revisions", StoredAnswer::revision)
                    .text("responses", StoredAnswer::responseJson)
                    .instant("times", StoredAnswer::receivedAt)
                    .bigint("elapsed", StoredAnswer::elapsedMillis)
                    .bindTo(handle.createUpdate("""
                            INSERT INTO answer (attempt_id, position, version, answer_id, question_id, revision, response,
                                received_at, elapsed_millis)
                            SELECT attempt_id, position, version, answer_id, question_id, revision, response::jsonb, received_at,
                                elapsed_millis
                            FROM unnest(:attempts, :positions, :versions, :answers, :questions, :revisions, :responses, :times,
                                    :elapsed)
                                AS given (attempt_id, position, version, answer_id, question_id, revision, response, received_at,
                                    elapsed_millis)
                            """))
                    .execute();
        }
    }

    /** Of two first marks at once, made by two instances that see none yet, the later change in the client stays. */
    static void mark(Handle handle, List<Marked> marked, Instant now) {
        if (marked.isEmpty()) {
            return;
        }
        Columns.of(marked)
                .uuid("attempts", one -> one.submission().attemptId())
                .integer("positions", one -> one.submission().position())
                .bool("flags", one -> one.mark().flagged())
                .bigint("elapsed", one -> one.mark().elapsedMillis())
                .bigint("seqs", one -> one.mark().seq())
                .bindTo(handle.createUpdate("""
                        INSERT INTO attempt_position AS held (attempt_id, position, flagged, elapsed_millis, seq, changed_at)
                        SELECT attempt_id, position, flagged, elapsed_millis, seq, :now
                        FROM unnest(:attempts, :positions, :flags, :elapsed, :seqs)
                            AS given (attempt_id, position, flagged, elapsed_millis, seq)
                        ORDER BY attempt_id, position
                        ON CONFLICT (attempt_id, position) DO UPDATE SET
                            flagged = excluded.flagged, elapsed_millis = excluded.elapsed_millis, seq = excluded.seq,
                            changed_at = excluded.changed_at
                        WHERE coalesce(held.seq, 0) <= coalesce(excluded.seq, 0)
                        """))
                .bind("now", Timestamp.from(now))
                .execute();
    }

    /** Keeps what differs from what was kept last, up to the 100th change of a position. */
    static void keepLate(Handle handle, List<Late> late) {
        if (late.isEmpty()) {
            return;
        }
        Columns.of(late)
                .uuid("attempts", one -> one.submission().attemptId())
                .integer("positions", one -> one.submission().position())
                .text("responses", one -> StoredResponse.write(one.outcome().response()))
                .instant("times", one -> one.outcome().receivedAt())
                .bindTo(handle.createUpdate("""
                        INSERT INTO late_answer (attempt_id, position, late_version, response, received_at)
                        SELECT given.attempt_id, given.position, coalesce(last.late_version, 0) + 1, given.response::jsonb,
                            given.received_at
                        FROM unnest(:attempts, :positions, :responses, :times)
                                AS given (attempt_id, position, response, received_at)
                            LEFT JOIN LATERAL (
                                SELECT late_version, response FROM late_answer
                                WHERE late_answer.attempt_id = given.attempt_id AND late_answer.position = given.position
                                ORDER BY late_version DESC LIMIT 1) AS last ON true
                        WHERE (last.late_version IS NULL OR last.response IS DISTINCT FROM given.response::jsonb)
                            AND coalesce(last.late_version, 0) < 100
                        """))
                .execute();
    }

    private static Columns<Submission> keys(List<Submission> submissions) {
        return Columns.of(submissions)
                .uuid("attempts", Submission::attemptId)
                .integer("positions", Submission::position);
    }
}
