package io.gradeflow.analytics.catalog;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.platform.database.ArrayText;
import io.gradeflow.platform.database.Columns;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes what questions offer in each revision, and their keys. Repeating a batch changes nothing. */
final class RevisionTables {

    private RevisionTables() {}

    /** What a revision offers never changes. Choices are kept where they are ticked: put in order or to prompts they are no options. */
    static void storeRevisions(Handle handle, List<QuestionPublished> published) {
        var last = published.stream()
                .collect(Collectors.toMap(QuestionPublished::recordKey, Function.identity(), (earlier, later) -> later))
                .values();
        Columns.of(List.copyOf(last))
                .uuid("questions", QuestionPublished::questionId)
                .integer("revisions", QuestionPublished::revision)
                .uuid("banks", QuestionPublished::bankId)
                .text("externalIds", QuestionPublished::externalId)
                .text("choices", RevisionTables::ticked)
                .bindTo(handle.createUpdate("""
                        WITH changed AS (INSERT INTO question_revision AS held (question_id, revision, bank_id, external_id, choice_ids)
                        SELECT question_id, revision, bank_id, external_id, choices::text[]
                        FROM unnest(:questions, :revisions, :banks, :externalIds, :choices)
                            AS q (question_id, revision, bank_id, external_id, choices)
                        ORDER BY question_id, revision
                        ON CONFLICT (question_id, revision) DO UPDATE SET
                            external_id = excluded.external_id, choice_ids = excluded.choice_ids
                        WHERE (held.external_id, held.choice_ids)
                            IS DISTINCT FROM (excluded.external_id, excluded.choice_ids)
                        RETURNING bank_id, question_id, revision)
                        INSERT INTO analysis_change (bank_id, scope, question_id, revision)
                        SELECT bank_id, 'ITEM', question_id, revision FROM changed
                        """))
                .execute();
    }

    private static String ticked(QuestionPublished question) {
        return ArrayText.of(question.kind().isTicked() ? question.choices() : List.of(), QuestionPublished.Choice::id);
    }

    static void storeKeys(Handle handle, List<AnswerKeyPublished> published) {
        var newest = published.stream()
                .collect(Collectors.toMap(
                        AnswerKeyPublished::recordKey,
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparing(AnswerKeyPublished::keyVersion))))
                .values();
        Columns.of(List.copyOf(newest))
                .uuid("questions", AnswerKeyPublished::questionId)
                .integer("revisions", AnswerKeyPublished::revision)
                .uuid("banks", AnswerKeyPublished::bankId)
                .integer("versions", AnswerKeyPublished::keyVersion)
                .text("keys", key -> new String(EventJson.write(key.key()), StandardCharsets.UTF_8))
                .bindTo(handle.createUpdate("""
                        WITH changed AS (INSERT INTO answer_key AS held (question_id, revision, bank_id, key_version, key)
                        SELECT * FROM unnest(:questions, :revisions, :banks, :versions, :keys)
                            AS k (question_id, revision, bank_id, key_version, key)
                        ORDER BY question_id, revision
                        ON CONFLICT (question_id, revision) DO UPDATE SET key_version = excluded.key_version, key = excluded.key
                        WHERE held.key_version < excluded.key_version
                        RETURNING bank_id, question_id, revision)
                        INSERT INTO analysis_change (bank_id, scope, question_id, revision)
                        SELECT bank_id, 'ITEM', question_id, revision FROM changed
                        """))
                .execute();
    }
}
