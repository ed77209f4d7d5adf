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
import org.jspecify.annotations.Nullable;

/**
 * A bank's published questions as they stand, in the order in which they came, portion by portion. Files have no states: whoever imported
 * a draft would publish it.
 */
final class BankQuestions {

    private static final int PORTION = 500;

    private static final String SELECT = """
            SELECT question.id, number, external_id, kind, stem, choices, prompts, select_min, select_max, key, explanation,
                CASE WHEN own_topics THEN ARRAY(SELECT path FROM question_topic JOIN topic ON topic.id = topic_id
                    WHERE question_id = question.id ORDER BY path COLLATE "C") ELSE '{}' END AS topics,
                (SELECT key_before FROM key_correction c
                    WHERE key ->> 'kind' IN ('credit-all', 'withdrawn')
                        AND c.question_id = question.id AND c.revision = question.revision
                        AND key_before ->> 'kind' NOT IN ('credit-all', 'withdrawn')
                    ORDER BY c.key_version DESC LIMIT 1) AS former_key
            FROM question
                JOIN question_revision r ON r.question_id = question.id AND r.revision = question.revision
                JOIN answer_key ON answer_key.question_id = question.id AND answer_key.revision = question.revision
            """;

    /**
     * A question as a file would have it.
     *
     * @param topics none where the bank's rules gave them; they do so again for whoever imports the file
     * @param losses what no format holds
     */
    record Exported(long number, UUID id, Draft draft, List<Loss> losses) {}

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
    static Optional<Draft> find(Handle handle, UUID questionId) {
        return handle.createQuery(SELECT + "WHERE question.id = :id")
                .bind("id", questionId)
                .map((row, context) -> exported(row).draft())
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
        AnswerKey key = key(inForce, row.getString("former_key"));
        Kind kind = Kind.valueOf(row.getString("kind"));
        List<Choice> prompts = StoredChoices.readPrompts(row.getString("prompts"));
        // Older imports let more be selected where one choice is right; a draft is no longer made so.
        boolean one = kind == Kind.SINGLE || kind == Kind.TRUE_FALSE;
        List<Loss> losses = new ArrayList<>(losses(inForce));
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
                        row.getString("explanation")),
                losses);
    }

    private static boolean isTicked(AnswerKey key, String choice) {
        return key instanceof ChoiceKey ticked && ticked.correct().contains(choice);
    }

    /** Files have no keys that credit everybody or nobody: the one before such a correction. */
    private static AnswerKey key(AnswerKey inForce, @Nullable String former) {
        return switch (inForce) {
            case CreditAllKey _, WithdrawnKey _ -> {
                if (former == null) {
                    throw new IllegalStateException("a key that credits all or none follows no other");
                }
                yield StoredKey.read(former);
            }
            case ChoiceKey _, TextKey _, NumericKey _, MatchingKey _, OrderingKey _ -> inForce;
        };
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
