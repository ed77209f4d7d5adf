package io.gradeflow.question.exporting;

import io.gradeflow.events.QuestionPublished.Choice;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.WithdrawnKey;
import io.gradeflow.question.FormerKey;
import io.gradeflow.question.StoredChoices;
import io.gradeflow.question.StoredKey;
import io.gradeflow.question.exporting.writers.Loss;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A bank's published questions as they stand, in the order in which they came, portion by portion. Files have no states: whoever imported
 * a draft would publish it.
 */
final class BankQuestions {

    private static final int PORTION = 500;

    private static final Loss KEY_LOST = new Loss(
            "key-lost",
            "A correction credits everybody for this question, or nobody, and since a restore nobody knows the key from before; edit"
                    + " the question to key it anew.");

    private static final String SELECT = """
            SELECT question.id, number, external_id, kind, stem, choices, prompts, select_min, select_max, key, explanation,
                CASE WHEN own_topics THEN ARRAY(SELECT path FROM question_topic JOIN topic ON topic.id = topic_id
                    WHERE question_id = question.id ORDER BY path COLLATE "C") ELSE '{}' END AS topics,
                own_topics,
            """ + FormerKey.COLUMN + """
            FROM question
                JOIN question_revision r ON r.question_id = question.id AND r.revision = question.revision
                JOIN answer_key ON answer_key.question_id = question.id AND answer_key.revision = question.revision
            """;

    /**
     * A question as a file would have it.
     *
     * @param draft without topics of its own where the bank's rules gave them; they do so again for whoever imports the file
     * @param losses what no format holds
     * @param isKeyLost whether the draft has a key that credits everybody or nobody, because none from before is known
     */
    record Exported(long number, UUID id, Draft draft, List<Loss> losses, boolean isKeyLost) {}

    private final Handle handle;
    private final UUID bankId;
    private long after;

    BankQuestions(Handle handle, UUID bankId) {
        this.handle = handle;
        this.bankId = bankId;
    }

    /** The next ones; none at the end. */
    List<Exported> next() {
        List<Exported> portion = handle.createQuery(SELECT + """
                WHERE bank_id = :bank AND number > :after AND state = 'PUBLISHED'
                ORDER BY number LIMIT :portion
                """)
                .bind("bank", bankId)
                .bind("after", after)
                .bind("portion", PORTION)
                .map((row, context) -> exported(row))
                .list();
        after = portion.isEmpty() ? after : portion.getLast().number();
        return portion;
    }

    /** One question as it stands, whatever its state. */
    static Optional<Exported> find(Handle handle, UUID questionId) {
        return handle.createQuery(SELECT + "WHERE question.id = :id")
                .bind("id", questionId)
                .map((row, context) -> exported(row))
                .findOne();
    }

    /** The most choices, or pairs and other answers, of any question. */
    static int mostChoices(Handle handle, UUID bankId) {
        return handle.createQuery("""
                SELECT coalesce(max(jsonb_array_length(choices) + coalesce(jsonb_array_length(prompts), 0)), 0)
                FROM question JOIN question_revision r ON question_id = id AND r.revision = question.revision
                WHERE bank_id = :bank AND state = 'PUBLISHED'
                """).bind("bank", bankId).mapTo(Integer.class).one();
    }

    private static Exported exported(ResultSet row) throws SQLException {
        AnswerKey inForce = StoredKey.read(row.getString("key"));
        AnswerKey former = FormerKey.read(row);
        AnswerKey key = isGeneral(inForce) && former != null ? former : inForce;
        Kind kind = Kind.valueOf(row.getString("kind"));
        List<Choice> prompts = StoredChoices.readPrompts(row.getString("prompts"));
        // Older imports let more be selected where one choice is right; a draft is no longer made so.
        boolean one = kind == Kind.SINGLE || kind == Kind.TRUE_FALSE;
        List<Loss> losses = new ArrayList<>(isGeneral(key) ? List.of(KEY_LOST) : losses(inForce));
        if (one && row.getInt("select_max") > 1) {
            losses.add(new Loss("select-changed", "One choice may be selected, as one is right."));
        }
        return new Exported(
                row.getLong("number"),
                row.getObject("id", UUID.class),
                new Draft(
                        row.getString("external_id"),
                        kind,
                        row.getString("stem"),
                        StoredChoices.read(row.getString("choices")).stream()
                                .map(choice -> new DraftChoice(choice.id(), choice.text(), isTicked(key, choice.id())))
                                .toList(),
                        prompts == null ? List.of() : prompts,
                        one ? 1 : row.getInt("select_min"),
                        one ? 1 : row.getInt("select_max"),
                        key,
                        List.of((String[]) row.getArray("topics").getArray()),
                        row.getBoolean("own_topics"),
                        row.getString("explanation")),
                losses,
                isGeneral(key));
    }

    private static boolean isTicked(AnswerKey key, String choice) {
        return key instanceof ChoiceKey ticked && ticked.correct().contains(choice);
    }

    /** Files have no keys that credit everybody or nobody: the one before such a correction, unless a restore has lost it. */
    private static boolean isGeneral(AnswerKey key) {
        return key instanceof CreditAllKey || key instanceof WithdrawnKey;
    }

    private static List<Loss> losses(AnswerKey inForce) {
        return switch (inForce) {
            case CreditAllKey _ ->
                List.of(new Loss(
                        "correction-lost",
                        "A correction credits everybody for this question; the file has the key from before."));
            case WithdrawnKey _ ->
                List.of(new Loss(
                        "correction-lost", "A correction withdrew this question; the file has the key from before."));
            case ChoiceKey _, TextKey _, NumericKey _, MatchingKey _, OrderingKey _ -> List.of();
        };
    }
}
