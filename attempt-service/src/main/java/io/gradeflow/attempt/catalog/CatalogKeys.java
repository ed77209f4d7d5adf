package io.gradeflow.attempt.catalog;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.AnswerKeyPublished.Earlier;
import io.gradeflow.grading.Grade;
import io.gradeflow.grading.Grading;
import io.gradeflow.platform.database.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Writes published keys, and what is said of their corrections. Repeating it changes nothing. */
@ApplicationScoped
class CatalogKeys {

    private final InstantSource clock;

    CatalogKeys(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The update locks a key's row against the relays, which read it under a shared lock while they send: when this commits,
     * every answer sent under the older key is visible to the sweep that looks for what is behind.
     */
    void store(Handle handle, List<AnswerKeyPublished> published) {
        hold(handle, published);
        upsert(
                handle,
                published.stream().filter(key -> key.correction() == null).toList());
        // Few at a time, and each is told what the one before left.
        published.stream()
                .filter(key -> key.correction() != null)
                .sorted(Comparator.comparing(AnswerKeyPublished::keyVersion))
                .forEach(key -> {
                    keepEarlier(handle, key);
                    keepCorrection(handle, key);
                    upsert(handle, List.of(key));
                });
        awaitAgain(handle, published);
    }

    /**
     * In the order in which the relays hold them, whatever the order of the corrections. Not less than {@code FOR UPDATE}: only that
     * waits for those who hold a key while they send.
     */
    private static void hold(Handle handle, List<AnswerKeyPublished> keys) {
        Columns.of(keys)
                .uuid("questions", AnswerKeyPublished::questionId)
                .integer("revisions", AnswerKeyPublished::revision)
                .bindTo(handle.createQuery("""
                        SELECT question_id FROM answer_key
                        WHERE (question_id, revision) IN (SELECT * FROM unnest(:questions, :revisions))
                        ORDER BY question_id, revision FOR UPDATE
                        """))
                .mapTo(UUID.class)
                .list();
    }

    /**
     * What graders rejected for want of the key is overdue from now on, also where it was published before in that version. What of it
     * was sent under an older key is swept anew, too: a grade under that one may still come, and would end its being awaited.
     */
    private static void awaitAgain(Handle handle, List<AnswerKeyPublished> keys) {
        Columns.of(keys)
                .uuid("questions", AnswerKeyPublished::questionId)
                .integer("revisions", AnswerKeyPublished::revision)
                .integer("versions", AnswerKeyPublished::keyVersion)
                .bindTo(handle.createUpdate("""
                        WITH key AS (
                            SELECT question_id, revision, max(key_version) AS key_version
                            FROM unnest(:questions, :revisions, :versions) AS k (question_id, revision, key_version)
                            GROUP BY question_id, revision),
                        held AS (
                            SELECT attempt_id, position, version FROM answer JOIN key USING (question_id, revision)
                            WHERE NOT erased AND rejected_key_version <= key.key_version
                                AND (graded_key_version IS NULL OR graded_key_version < key.key_version)
                            ORDER BY attempt_id, position, version FOR UPDATE OF answer),
                        again AS (
                            UPDATE answer SET rejected_key_version = NULL, awaiting = true, sent_at = to_timestamp(0)
                            FROM held
                            WHERE answer.attempt_id = held.attempt_id AND answer.position = held.position
                                AND answer.version = held.version
                            RETURNING question_id, revision),
                        unswept AS (SELECT DISTINCT question_id, revision FROM again),
                        forgotten AS (
                            DELETE FROM key_sweep USING unswept
                            WHERE key_sweep.question_id = unswept.question_id AND key_sweep.revision = unswept.revision)
                        UPDATE answer_key SET swept_version = least(swept_version, key_version - 1)
                        FROM unswept
                        WHERE answer_key.question_id = unswept.question_id AND answer_key.revision = unswept.revision
                        """))
                .execute();
    }

    private static void upsert(Handle handle, List<AnswerKeyPublished> keys) {
        Columns.of(List.copyOf(CatalogTables.newest(
                        keys, AnswerKeyPublished::recordKey, Comparator.comparing(AnswerKeyPublished::keyVersion))))
                .uuid("questions", AnswerKeyPublished::questionId)
                .integer("revisions", AnswerKeyPublished::revision)
                .integer("versions", AnswerKeyPublished::keyVersion)
                .text("keys", key -> CatalogTables.json(key.key()))
                .text("explanations", AnswerKeyPublished::explanation)
                .numeric("blanks", key -> blank(key).score())
                .numeric("maxima", key -> blank(key).maximum())
                .bindTo(handle.createUpdate("""
                        INSERT INTO answer_key AS held (question_id, revision, key_version, key, explanation, blank_score, maximum,
                            valued_version)
                        SELECT question_id, revision, key_version, key::jsonb, explanation, blank_score, maximum, key_version
                        FROM unnest(:questions, :revisions, :versions, :keys, :explanations, :blanks, :maxima)
                            AS k (question_id, revision, key_version, key, explanation, blank_score, maximum)
                        ORDER BY question_id, revision
                        ON CONFLICT (question_id, revision) DO UPDATE SET
                            key_version = excluded.key_version, key = excluded.key, explanation = excluded.explanation,
                            blank_score = excluded.blank_score, maximum = excluded.maximum,
                            scoring_key = CASE
                                WHEN excluded.key ->> 'kind' NOT IN ('credit-all', 'withdrawn') THEN NULL
                                WHEN held.key ->> 'kind' NOT IN ('credit-all', 'withdrawn') THEN held.key
                                ELSE held.scoring_key END,
                            -- Papers are valued anew only where what is blank on them changes.
                            valued_version = CASE
                                WHEN held.valued_version = held.key_version
                                    AND (held.blank_score, held.maximum) = (excluded.blank_score, excluded.maximum)
                                THEN excluded.key_version ELSE held.valued_version END,
                            valued_to = NULL
                        WHERE held.key_version <= excluded.key_version
                        """))
                .execute();
    }

    /** With the key's row held, so that no answer is graded or sent under it between the count and the change. */
    private void keepCorrection(Handle handle, AnswerKeyPublished key) {
        AnswerKeyPublished.Correction correction = Objects.requireNonNull(key.correction());
        Grade blank = blank(key);
        handle.createUpdate("""
                        WITH held AS (
                            SELECT blank_score, maximum FROM answer_key
                            WHERE question_id = :question AND revision = :revision FOR UPDATE)
                        INSERT INTO correction (correction_id, question_id, revision, key_version, effect, reason, corrected_by,
                            corrected_at, seen_at, answers, former_blank_score, former_blank_maximum, blank_score, blank_maximum)
                        VALUES (:correction, :question, :revision, :keyVersion, :effect, :reason, :by, :at, :now, (
                                SELECT count(*) FROM answer
                                WHERE question_id = :question AND revision = :revision AND NOT superseded AND NOT erased
                                    AND coalesce(graded_key_version, 0) < :keyVersion),
                            (SELECT blank_score FROM held), (SELECT maximum FROM held), :blank, :maximum)
                        ON CONFLICT (correction_id) DO NOTHING
                        """)
                .bind("correction", correction.correctionId())
                .bind("question", key.questionId())
                .bind("revision", key.revision())
                .bind("keyVersion", key.keyVersion())
                .bind("effect", correction.effect().name())
                .bind("reason", correction.reason())
                .bind("by", correction.correctedBy())
                .bind("at", Timestamp.from(correction.correctedAt()))
                .bind("now", Timestamp.from(clock.instant()))
                .bind("blank", blank.score())
                .bind("maximum", blank.maximum())
                .execute();
    }

    /** Those that were followed by others before they came here, so that they put nothing behind and changed nothing. */
    private void keepEarlier(Handle handle, AnswerKeyPublished key) {
        Columns.of(Objects.requireNonNullElse(key.earlier(), List.<Earlier>of()))
                .uuid("ids", one -> one.correction().correctionId())
                .integer("versions", Earlier::keyVersion)
                .text("effects", one -> one.correction().effect().name())
                .text("reasons", one -> one.correction().reason())
                .text("people", one -> one.correction().correctedBy())
                .instant("times", one -> one.correction().correctedAt())
                .bindTo(handle.createUpdate("""
                        INSERT INTO correction (correction_id, question_id, revision, key_version, effect, reason, corrected_by,
                            corrected_at, seen_at, answers, blank_score, blank_maximum, completed_at)
                        SELECT id, :question, :revision, version, effect, reason, corrected_by, corrected_at, :now, 0, :blank, :maximum,
                            :now
                        FROM unnest(:ids, :versions, :effects, :reasons, :people, :times)
                            AS told (id, version, effect, reason, corrected_by, corrected_at)
                        ORDER BY version
                        ON CONFLICT (correction_id) DO NOTHING
                        """))
                .bind("question", key.questionId())
                .bind("revision", key.revision())
                .bind("now", Timestamp.from(clock.instant()))
                .bind("blank", blank(key).score())
                .bind("maximum", blank(key).maximum())
                .execute();
    }

    private static Grade blank(AnswerKeyPublished key) {
        return Grading.grade(key.key(), null);
    }
}
