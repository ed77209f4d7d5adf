package io.gradeflow.question.restoring;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.AnswerKeyPublished.Correction;
import io.gradeflow.events.AnswerKeyPublished.Earlier;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.question.StoredKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Keys that were published, with their versions and the corrections that made them. */
final class RestoredKeys {

    /** @param before the key that it put right, as it is stored */
    private record Made(AnswerKeyPublished key, int version, Correction correction, String before) {}

    private record Former(int version, String key) {}

    private RestoredKeys() {}

    /**
     * A key of a stale bank may stand here in the same version as it was before its revision was published.
     *
     * @return how many keys were here not at all, or in an older version, or are of a stale bank
     */
    static int takeOver(Handle handle, List<StaleBank> stale, List<AnswerKeyPublished> keys) {
        if (keys.isEmpty()) {
            return 0;
        }
        Set<UUID> banks = StaleBank.ids(stale);
        Map<String, Former> former = former(handle, keys);
        List<UUID> taken = Columns.of(keys)
                .uuid("ids", AnswerKeyPublished::questionId)
                .integer("revisions", AnswerKeyPublished::revision)
                .integer("versions", AnswerKeyPublished::keyVersion)
                .text("keys", key -> StoredKey.write(key.key()))
                .text("explanations", AnswerKeyPublished::explanation)
                .bool("staleOnes", key -> banks.contains(key.bankId()))
                .bindTo(handle.createQuery("""
                        INSERT INTO answer_key (question_id, revision, key_version, key, explanation, unpublished)
                        SELECT k.id, k.revision, version, k.key::jsonb, k.explanation, false
                        FROM unnest(:ids, :revisions, :versions, :keys, :explanations, :staleOnes)
                                AS k (id, revision, version, key, explanation, stale)
                            JOIN question_revision r ON r.question_id = k.id AND r.revision = k.revision
                            LEFT JOIN answer_key here ON here.question_id = k.id AND here.revision = k.revision
                        WHERE here.key_version IS NULL OR here.key_version < version OR (stale AND here.key_version = version)
                        ON CONFLICT (question_id, revision) DO UPDATE SET key_version = excluded.key_version, key = excluded.key,
                            explanation = excluded.explanation, unpublished = false
                        RETURNING answer_key.question_id
                        """))
                .mapTo(UUID.class)
                .list();
        writeCorrections(handle, keys, former);
        return taken.size();
    }

    private static Map<String, Former> former(Handle handle, List<AnswerKeyPublished> keys) {
        return handle.createQuery("SELECT * FROM answer_key WHERE question_id = ANY (:questions)")
                .bindArray(
                        "questions",
                        UUID.class,
                        keys.stream()
                                .map(AnswerKeyPublished::questionId)
                                .distinct()
                                .toList())
                .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                    found.put(
                            row.getString("question_id") + "/" + row.getInt("revision"),
                            new Former(row.getInt("key_version"), row.getString("key")));
                    return found;
                });
    }

    /** What a key was before a correction is told nowhere: where it isn't here either, the journal has what it became, twice. */
    private static void writeCorrections(Handle handle, List<AnswerKeyPublished> keys, Map<String, Former> former) {
        List<Made> made = new ArrayList<>();
        for (AnswerKeyPublished key : keys) {
            for (Earlier earlier : Objects.requireNonNullElse(key.earlier(), List.<Earlier>of())) {
                made.add(made(key, earlier.keyVersion(), earlier.correction(), former));
            }
            if (key.correction() != null) {
                made.add(made(key, key.keyVersion(), key.correction(), former));
            }
        }
        Columns.of(made)
                .uuid("corrections", one -> one.correction().correctionId())
                .uuid("ids", one -> one.key().questionId())
                .integer("revisions", one -> one.key().revision())
                .integer("versions", Made::version)
                .text("effects", one -> one.correction().effect().name())
                .text("befores", Made::before)
                .text("afters", one -> StoredKey.write(one.key().key()))
                .text("reasons", one -> one.correction().reason())
                .text("actors", one -> one.correction().correctedBy())
                .instant("times", one -> one.correction().correctedAt())
                .bindTo(handle.createUpdate("""
                        INSERT INTO key_correction (correction_id, question_id, revision, key_version, effect, key_before, key_after,
                            reason, corrected_by, corrected_at)
                        SELECT c.correction_id, c.id, c.revision, c.version, effect, c.before::jsonb, c.after::jsonb, reason, actor, at
                        FROM unnest(:corrections, :ids, :revisions, :versions, :effects, :befores, :afters, :reasons, :actors, :times)
                                AS c (correction_id, id, revision, version, effect, before, after, reason, actor, at)
                            JOIN answer_key ON answer_key.question_id = c.id AND answer_key.revision = c.revision
                        ON CONFLICT DO NOTHING
                        """))
                .execute();
    }

    private static Made made(AnswerKeyPublished key, int version, Correction correction, Map<String, Former> former) {
        Former before = former.get(key.recordKey());
        return new Made(
                key,
                version,
                correction,
                before != null && before.version() == version - 1 ? before.key() : StoredKey.write(key.key()));
    }
}
