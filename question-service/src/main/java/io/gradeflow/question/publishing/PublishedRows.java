package io.gradeflow.question.publishing;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.BankDigest;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.question.StoredChoices;
import io.gradeflow.question.StoredKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * Makes events of rows. What is taken counts as published when the transaction commits. What was never asked is never taken.
 */
final class PublishedRows {

    /** The keys that are to be sent, each with its question and revision. */
    static final String DUE_KEYS = """
            answer_key k JOIN question ON question.id = k.question_id
                JOIN question_revision r ON r.question_id = k.question_id AND r.revision = k.revision
            WHERE k.unpublished AND introduced_in > 0
            """;

    private PublishedRows() {}

    /** The keys' rows are locked from here on, so that what follows in the transaction belongs to the state that is sent. */
    static List<AnswerKeyPublished> takeKeys(Handle handle, List<UUID> bankIds, int portion) {
        List<AnswerKeyPublished> keys = handle.createQuery("""
                        WITH due AS (
                            SELECT k.question_id, k.revision, bank_id FROM
                        """ + DUE_KEYS + """
                            AND bank_id = ANY (:banks) LIMIT :portion)
                        UPDATE answer_key SET unpublished = false FROM due
                        WHERE answer_key.question_id = due.question_id AND answer_key.revision = due.revision
                        RETURNING answer_key.question_id, answer_key.revision, bank_id, key_version, key, explanation
                        """)
                .bindArray("banks", UUID.class, bankIds)
                .bind("portion", portion)
                .map((row, context) -> new AnswerKeyPublished(
                        row.getObject("question_id", UUID.class),
                        row.getInt("revision"),
                        row.getObject("bank_id", UUID.class),
                        row.getInt("key_version"),
                        StoredKey.read(row.getString("key")),
                        row.getString("explanation"),
                        null))
                .list();
        return CorrectionsOfKeys.addTo(handle, keys);
    }

    /**
     * Has revisions of questions that nobody may be asked count as retired where they don't: a service of an earlier release, which knows of no
     * states and may still run beside this one, makes such of drafts and retired questions.
     */
    static void retireUnasked(Handle handle, List<UUID> bankIds) {
        handle.createUpdate("""
                        UPDATE question_revision r SET retired_in = introduced_in, unpublished = true
                        FROM question
                        WHERE bank_id = ANY (:banks) AND state <> 'PUBLISHED' AND r.question_id = id AND r.revision = question.revision
                            AND introduced_in > 0 AND retired_in IS NULL
                        """).bindArray("banks", UUID.class, bankIds).execute();
    }

    static List<QuestionPublished> takeQuestions(Handle handle, List<UUID> bankIds, int portion) {
        return handle.createQuery("""
                        WITH due AS (
                            SELECT question_id, question_revision.revision, bank_id, external_id
                            FROM question_revision JOIN question ON question.id = question_id
                            WHERE unpublished AND introduced_in > 0 AND bank_id = ANY (:banks) LIMIT :portion)
                        UPDATE question_revision r SET unpublished = false FROM due
                        WHERE r.question_id = due.question_id AND r.revision = due.revision
                        RETURNING r.*, due.bank_id, due.external_id, ARRAY(
                            SELECT topic_id FROM question_topic WHERE question_topic.question_id = r.question_id
                            ORDER BY topic_id) AS topic_ids
                        """)
                .bindArray("banks", UUID.class, bankIds)
                .bind("portion", portion)
                .map((row, context) -> question(row))
                .list();
    }

    private static QuestionPublished question(ResultSet row) throws SQLException {
        int retiredIn = row.getInt("retired_in");
        boolean retired = !row.wasNull();
        return new QuestionPublished(
                row.getObject("question_id", UUID.class),
                row.getInt("revision"),
                row.getObject("bank_id", UUID.class),
                row.getString("external_id"),
                retired ? QuestionPublished.State.RETIRED : QuestionPublished.State.PUBLISHED,
                row.getInt("introduced_in"),
                retired ? retiredIn : null,
                QuestionPublished.Kind.valueOf(row.getString("kind")),
                row.getString("stem"),
                StoredChoices.read(row.getString("choices")),
                new QuestionPublished.SelectionCount(row.getInt("select_min"), row.getInt("select_max")),
                List.of((UUID[]) row.getArray("topic_ids").getArray()),
                StoredChoices.readPrompts(row.getString("prompts")));
    }

    static BankPublished bank(Handle handle, DueBank bank) {
        UUID bankId = bank.id();
        List<BankDigest.Entry> entries = handle.createQuery("""
                        SELECT id, question.revision FROM question
                            JOIN question_revision r ON r.question_id = id AND r.revision = question.revision
                        WHERE bank_id = :bank AND state = 'PUBLISHED' AND retired_in IS NULL
                        """)
                .bind("bank", bankId)
                .map((row, context) -> new BankDigest.Entry(row.getObject("id", UUID.class), row.getInt("revision")))
                .list();
        List<BankPublished.BankTopic> topics = handle.createQuery(
                        "SELECT id, path, title FROM topic WHERE bank_id = :bank ORDER BY path COLLATE \"C\"")
                .bind("bank", bankId)
                .map((row, context) -> new BankPublished.BankTopic(
                        row.getObject("id", UUID.class), row.getString("path"), row.getString("title")))
                .list();
        List<BankPublished.Blueprint> blueprints = blueprints(handle, bankId);
        return new BankPublished(
                bankId,
                bank.slug(),
                bank.title(),
                bank.revision(),
                bank.allowedModes(),
                topics,
                entries.size(),
                BankDigest.of(entries),
                blueprints.isEmpty() ? null : blueprints);
    }

    /** A topic's path is looked up now, so that it is the one which the tree of the same event has. */
    private static List<BankPublished.Blueprint> blueprints(Handle handle, UUID bankId) {
        return handle.createQuery("""
                        SELECT blueprint.*,
                            ARRAY(SELECT path FROM blueprint_section s JOIN topic ON topic.id = topic_id
                                WHERE s.bank_id = :bank AND s.blueprint = name ORDER BY position) AS paths,
                            ARRAY(SELECT count FROM blueprint_section s
                                WHERE s.bank_id = :bank AND s.blueprint = name ORDER BY position) AS counts
                        FROM blueprint WHERE bank_id = :bank ORDER BY name COLLATE "C"
                        """)
                .bind("bank", bankId)
                .map((row, context) -> new BankPublished.Blueprint(
                        row.getString("name"),
                        row.getString("title"),
                        sections((String[]) row.getArray("paths").getArray(), (Integer[])
                                row.getArray("counts").getArray()),
                        row.getInt("unscored"),
                        row.getInt("minutes"),
                        row.getInt("pass_mark"),
                        new BankPublished.Scale(row.getInt("scale_min"), row.getInt("scale_max")),
                        row.getBoolean("sitting_only")))
                .list();
    }

    private static List<BankPublished.Section> sections(String[] paths, Integer[] counts) {
        return IntStream.range(0, paths.length)
                .mapToObj(i -> new BankPublished.Section(paths[i], counts[i]))
                .toList();
    }
}
