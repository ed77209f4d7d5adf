package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.attempt.attempts.AttemptHead;
import io.gradeflow.platform.database.Columns;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Reads and writes answers for many submissions at once, none of them for the same attempt and position. */
final class AnswerTables {

    /**
     * A submission and the mark that its position is to bear.
     *
     * @param first whether the position bore none
     */
    record Marked(Submission submission, PositionMark mark, boolean first) {}

    /** A submission that came too late, with what it answered. */
    record Late(Submission submission, Outcome.Late outcome) {}

    private AnswerTables() {}

    /**
     * Holds the attempts' rows shared until the commit: they can't be finished between this look and the insert. In the order of
     * attempts, so that two batches and those who end many attempts never wait for each other in a circle.
     *
     * <p>Behind the subselect the planner doesn't count the rows. It would find a plan for one row cheaper than one for any number,
     * and make it anew each time, which takes longer than carrying it out.
     *
     * @return a submission whose attempt isn't its learner's is absent
     */
    static Map<Submission, AskedQuestion> hold(Handle handle, List<Submission> submissions) {
        Columns<Submission> columns = keys(submissions).text("learners", Submission::learnerId);
        return columns.bindTo(handle.createQuery("""
                        SELECT n, status, deadline, bank_id, mode, cohorts, blueprint, preview,
                            question_ids[position] AS question_id, revisions[position] AS revision,
                            NOT examines AND\s""" + AttemptHead.EXAM_ELSEWHERE + """
                            AS looked_up,
                            EXISTS (
                                SELECT FROM late_answer
                                WHERE late_answer.attempt_id = attempt.attempt_id AND late_answer.position = asked.position)
                            AS late_before
                        FROM unnest((SELECT :attempts), :positions, :learners)
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

    /**
     * Locks the newest versions against other instances and against the grades that may be arriving, which would make them
     * final. A version that another instance replaced while this one waited for it is newest no more, and its successor is only
     * in the snapshot of a further statement: those are asked for again.
     *
     * <p>The subselect keeps its plan, as in {@link #hold}: to plan it took twelve times as long as to carry it out for three answers.
     */
    static Map<Submission, NewestVersion> newest(Handle handle, List<Submission> submissions) {
        Map<Submission, NewestVersion> newest = new HashMap<>();
        List<Submission> asked = submissions;
        while (!asked.isEmpty()) {
            asked = lockNewest(handle, asked, newest);
        }
        return newest;
    }

    /** @return those whose newest version was replaced meanwhile */
    private static List<Submission> lockNewest(
            Handle handle, List<Submission> submissions, Map<Submission, NewestVersion> newest) {
        return keys(submissions)
                .bindTo(handle.createQuery("""
                        WITH seen AS (
                            SELECT n, attempt_id, position, version
                            FROM unnest((SELECT :attempts), :positions) WITH ORDINALITY AS asked (attempt_id, position, n)
                                JOIN answer USING (attempt_id, position)
                            WHERE NOT superseded),
                        held AS (
                            SELECT n, answer.version, response, received_at, graded_key_version IS NOT NULL AS graded
                            FROM seen JOIN answer USING (attempt_id, position, version)
                            WHERE NOT superseded
                            ORDER BY attempt_id, position FOR UPDATE OF answer)
                        SELECT n, held.* FROM seen LEFT JOIN held USING (n)
                        """))
                .reduceResultSet(new ArrayList<>(), (replaced, row, context) -> {
                    Submission submission = submissions.get(row.getInt("n") - 1);
                    if (row.getObject("version") == null) {
                        replaced.add(submission);
                    } else {
                        newest.put(submission, NewestVersion.of(row));
                    }
                    return replaced;
                });
    }

    /** @return a submission whose position was never marked is absent */
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

    /** @return a submission to whose position nothing came too late is absent */
    static Map<Submission, LastLate> lastLate(Handle handle, List<Submission> submissions) {
        if (submissions.isEmpty()) {
            return Map.of();
        }
        return keys(submissions)
                .bindTo(handle.createQuery("""
                        SELECT n, late_version, waiting
                        FROM unnest(:attempts, :positions) WITH ORDINALITY AS asked (attempt_id, position, n)
                            CROSS JOIN LATERAL (
                                SELECT late_version, waiting FROM last_late_answer AS late
                                WHERE late.attempt_id = asked.attempt_id AND late.position = asked.position LIMIT 1) AS last
                        """))
                .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                    found.put(
                            submissions.get(row.getInt("n") - 1),
                            new LastLate(row.getInt("late_version"), row.getBoolean("waiting")));
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
                    .text("traces", StoredAnswer::trace)
                    .bindTo(handle.createUpdate("""
                            INSERT INTO answer (attempt_id, position, version, answer_id, question_id, revision, response,
                                received_at, elapsed_millis, traceparent)
                            SELECT attempt_id, position, version, answer_id, question_id, revision, response::jsonb, received_at,
                                elapsed_millis, traceparent
                            FROM unnest(:attempts, :positions, :versions, :answers, :questions, :revisions, :responses, :times,
                                    :elapsed, :traces)
                                AS given (attempt_id, position, version, answer_id, question_id, revision, response, received_at,
                                    elapsed_millis, traceparent)
                            """))
                    .execute();
        }
    }

    /**
     * Two that mark the same position for the first time at once: one of them meets the primary key, is tried again and decides
     * anew with what the other did.
     */
    static void mark(Handle handle, List<Marked> marked, Instant now) {
        List<Marked> first = marked.stream().filter(Marked::first).toList();
        if (!first.isEmpty()) {
            marks(first)
                    .bindTo(handle.createUpdate("""
                            INSERT INTO attempt_position (attempt_id, position, flagged, elapsed_millis, seq, changed_at)
                            SELECT attempt_id, position, flagged, elapsed_millis, seq, :now
                            FROM unnest(:attempts, :positions, :flags, :elapsed, :seqs)
                                AS given (attempt_id, position, flagged, elapsed_millis, seq)
                            ORDER BY attempt_id, position
                            """))
                    .bind("now", Timestamp.from(now))
                    .execute();
        }
        List<Marked> changed = marked.stream().filter(one -> !one.first()).toList();
        if (!changed.isEmpty()) {
            marks(changed)
                    .bindTo(handle.createUpdate("""
                            UPDATE attempt_position SET
                                flagged = given.flagged, elapsed_millis = given.elapsed_millis, seq = given.seq, changed_at = :now
                            FROM unnest(:attempts, :positions, :flags, :elapsed, :seqs)
                                AS given (attempt_id, position, flagged, elapsed_millis, seq)
                            WHERE attempt_position.attempt_id = given.attempt_id
                                AND attempt_position.position = given.position
                            """))
                    .bind("now", Timestamp.from(now))
                    .execute();
        }
    }

    private static Columns<Marked> marks(List<Marked> marked) {
        return Columns.of(marked)
                .uuid("attempts", one -> one.submission().attemptId())
                .integer("positions", one -> one.submission().position())
                .bool("flags", one -> one.mark().flagged())
                .bigint("elapsed", one -> one.mark().elapsedMillis())
                .bigint("seqs", one -> one.mark().seq());
    }

    /**
     * Keeps what doesn't lie before in the client what was kept already, and is no retry of it: that has the same number, or where
     * the client gives none, the same response while it waits still. Two that keep the same version at once: one of them meets the
     * primary key and is tried again. Of a learner whose data is erased nothing is kept: the erasure holds the attempts, which are held
     * here.
     */
    static void keepLate(Handle handle, List<Late> late) {
        if (late.isEmpty()) {
            return;
        }
        Columns.of(late)
                .uuid("attempts", one -> one.submission().attemptId())
                .integer("positions", one -> one.submission().position())
                .text("responses", one -> StoredResponse.write(one.outcome().response()))
                .bigint("seqs", one -> one.submission().request().seq())
                .instant("times", one -> one.outcome().receivedAt())
                .bindTo(handle.createUpdate("""
                        INSERT INTO late_answer (attempt_id, position, late_version, response, seq, received_at)
                        SELECT given.attempt_id, given.position, coalesce(last.late_version, 0) + 1, given.response::jsonb,
                            given.seq, given.received_at
                        FROM unnest(:attempts, :positions, :responses, :seqs, :times)
                                AS given (attempt_id, position, response, seq, received_at)
                            LEFT JOIN LATERAL (
                                SELECT * FROM last_late_answer AS late
                                WHERE late.attempt_id = given.attempt_id AND late.position = given.position
                                LIMIT 1) AS last ON true
                        WHERE NOT EXISTS (
                                SELECT FROM attempt JOIN learner USING (learner_id)
                                WHERE attempt.attempt_id = given.attempt_id AND learner.erased)
                            AND (last.late_version IS NULL
                            OR (coalesce(given.seq >= last.highest_seq, true)
                                AND (last.response IS DISTINCT FROM given.response::jsonb
                                    OR CASE WHEN given.seq IS NULL THEN NOT last.waiting
                                        ELSE given.seq IS DISTINCT FROM last.highest_seq END)))
                        """))
                .execute();
    }

    private static Columns<Submission> keys(List<Submission> submissions) {
        return Columns.of(submissions)
                .uuid("attempts", Submission::attemptId)
                .integer("positions", Submission::position);
    }
}
