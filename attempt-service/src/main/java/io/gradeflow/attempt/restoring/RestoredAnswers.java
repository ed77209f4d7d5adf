package io.gradeflow.attempt.restoring;

import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.attempt.personal.Reappeared;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.platform.database.ArrayText;
import io.gradeflow.platform.database.Columns;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Versions of answers that were acknowledged and sent, and that the database lacks. */
final class RestoredAnswers {

    /** @param at when it was sent */
    record Sent(AnswerSubmitted answer, Instant at) {}

    private record Version(UUID attemptId, int position, int version) {}

    private RestoredAnswers() {}

    /** @return how many were lacking */
    static int takeOver(Handle handle, List<Sent> sent) {
        Map<Version, Sent> newest = new HashMap<>();
        sent.forEach(one -> newest.merge(
                version(one),
                one,
                (a, b) -> b.answer().keyVersion() >= a.answer().keyVersion() ? b : a));
        List<Sent> lacking = lacking(handle, List.copyOf(newest.values()));
        if (lacking.isEmpty()) {
            return 0;
        }
        beginAttempts(handle, lacking);
        insert(handle, lacking);
        supersede(handle, lacking);
        Reappeared.note(
                handle,
                lacking.stream().map(one -> one.answer().learnerId()).distinct().toList());
        return lacking.size();
    }

    private static Version version(Sent sent) {
        AnswerSubmitted answer = sent.answer();
        return new Version(answer.attemptId(), answer.position(), answer.answerVersion());
    }

    private static List<Sent> lacking(Handle handle, List<Sent> sent) {
        return Columns.of(sent)
                .uuid("attempts", one -> one.answer().attemptId())
                .integer("positions", one -> one.answer().position())
                .integer("versions", one -> one.answer().answerVersion())
                .bindTo(handle.createQuery("""
                        SELECT n FROM unnest(:attempts, :positions, :versions) WITH ORDINALITY
                                AS sent (attempt_id, position, version, n)
                            LEFT JOIN answer USING (attempt_id, position, version)
                        WHERE answer.answer_id IS NULL
                        """))
                .map((row, context) -> sent.get(row.getInt("n") - 1))
                .list();
    }

    /** Without a paper yet: {@link RestoredPapers} makes it of the answers. */
    private static void beginAttempts(Handle handle, List<Sent> lacking) {
        Columns.of(lacking)
                .uuid("attempts", one -> one.answer().attemptId())
                .uuid("banks", one -> one.answer().bankId())
                .text("learners", one -> one.answer().learnerId())
                .text("modes", one -> one.answer().mode())
                .text("cohorts", one -> ArrayText.ofTexts(one.answer().cohorts()))
                .text("blueprints", one -> one.answer().blueprint())
                .bool("previews", one -> Boolean.TRUE.equals(one.answer().preview()))
                .instant("times", one -> one.answer().answeredAt())
                .bindTo(handle.createUpdate("""
                        WITH sent AS (
                            SELECT DISTINCT ON (attempt_id) * FROM unnest(:attempts, :banks, :learners, :modes, :cohorts, :blueprints,
                                    :previews, :times)
                                AS s (attempt_id, bank_id, learner_id, mode, cohorts, blueprint, preview, at)
                            ORDER BY attempt_id, at),
                        begun AS (
                            INSERT INTO attempt (attempt_id, bank_id, bank_revision, learner_id, mode, cohorts, status, started_at,
                                finished_at, question_ids, revisions, blueprint, preview, examines, announced)
                            SELECT attempt_id, bank_id, coalesce(bank.revision, 0), learner_id, mode, cohorts::text[], 'EXPIRED', at,
                                at, '{}', '{}', blueprint, preview, mode = 'exam', true
                            FROM sent LEFT JOIN bank USING (bank_id)
                            ON CONFLICT DO NOTHING RETURNING attempt_id, learner_id, started_at),
                        progress AS (INSERT INTO attempt_progress (attempt_id) SELECT attempt_id FROM begun),
                        people AS (
                            INSERT INTO learner (learner_id, seen_at)
                            SELECT learner_id, min(started_at) FROM begun GROUP BY learner_id ON CONFLICT DO NOTHING)
                        INSERT INTO restored_attempt (attempt_id, ended) SELECT attempt_id, false FROM begun
                        """))
                .execute();
    }

    /** As sent: their grades come out of the log, too, or are missed after some minutes and asked for again. */
    private static void insert(Handle handle, List<Sent> lacking) {
        Columns.of(lacking)
                .uuid("attempts", one -> one.answer().attemptId())
                .integer("positions", one -> one.answer().position())
                .integer("versions", one -> one.answer().answerVersion())
                .uuid("answers", one -> one.answer().answerId())
                .uuid("questions", one -> one.answer().questionId())
                .integer("revisions", one -> one.answer().revision())
                .text("responses", one -> StoredResponse.write(one.answer().response()))
                .instant("times", one -> one.answer().answeredAt())
                .bigint("elapsed", one -> one.answer().elapsedMillis())
                .instant("sent", Sent::at)
                .integer("keyVersions", one -> one.answer().keyVersion())
                .bindTo(handle.createUpdate("""
                        INSERT INTO answer (attempt_id, position, version, answer_id, question_id, revision, response, received_at,
                            elapsed_millis, sent_at, sent_key_version, superseded)
                        SELECT attempt_id, position, version, answer_id, question_id, revision, response::jsonb, received_at,
                            elapsed_millis, sent_at, key_version, true
                        FROM unnest(:attempts, :positions, :versions, :answers, :questions, :revisions, :responses, :times, :elapsed,
                                :sent, :keyVersions)
                            AS s (attempt_id, position, version, answer_id, question_id, revision, response, received_at,
                                elapsed_millis, sent_at, key_version)
                        ON CONFLICT DO NOTHING
                        """))
                .execute();
    }

    /** By the highest version of each answer, which may have been here before. */
    private static void supersede(Handle handle, List<Sent> lacking) {
        handle.createUpdate("""
                        UPDATE answer SET superseded = version < newest
                        FROM (
                            SELECT attempt_id, position, max(version) AS newest FROM answer
                            WHERE attempt_id = ANY (:attempts) GROUP BY attempt_id, position) AS known
                        WHERE answer.attempt_id = known.attempt_id AND answer.position = known.position
                            AND superseded <> (version < newest)
                        """)
                .bindArray(
                        "attempts",
                        UUID.class,
                        lacking.stream()
                                .map(one -> one.answer().attemptId())
                                .distinct()
                                .toList())
                .execute();
    }
}
