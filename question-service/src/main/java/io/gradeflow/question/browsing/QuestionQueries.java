package io.gradeflow.question.browsing;

import io.gradeflow.events.QuestionPublished;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.keys.KeyView;
import io.gradeflow.question.QuestionState;
import io.gradeflow.question.StoredChoices;
import io.gradeflow.question.StoredKey;
import io.gradeflow.question.finding.UnreadQuestions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads questions for those who may see keys. */
public final class QuestionQueries {

    private static final String SELECT = """
            SELECT question.id, number, external_id, slug, r.revision, state, kind, stem, choices, prompts, select_min, select_max,
                key, key_version, explanation, ARRAY(SELECT path FROM question_topic JOIN topic ON topic.id = topic_id
                    WHERE question_id = question.id ORDER BY path COLLATE "C") AS topics
            FROM question
                JOIN bank ON bank.id = bank_id
                JOIN question_revision r ON r.question_id = question.id
                JOIN answer_key ON answer_key.question_id = question.id AND answer_key.revision = r.revision
            """;

    private record Numbered(long number, QuestionView question) {}

    private QuestionQueries() {}

    /** A page of a bank's questions in the order in which they came, which no change touches. */
    static Page<QuestionView> page(
            Handle handle, UUID bankId, QuestionFilter filter, @Nullable String cursor, int limit) {
        UnreadQuestions.read(handle, bankId);
        List<Numbered> found = filter.bindTo(handle.createQuery(SELECT
                        + "WHERE r.revision = question.revision AND bank_id = :bank AND number > :after AND "
                        + QuestionFilter.SQL
                        + "ORDER BY number LIMIT :limit"))
                .bind("bank", bankId)
                .bind("after", Cursor.number(cursor, 0))
                .bind("limit", limit + 1)
                .map((row, context) ->
                        new Numbered(row.getLong("number"), question(row).marked(filter.words())))
                .list();
        List<Numbered> page = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                page.stream().map(Numbered::question).toList(),
                found.size() > limit
                        ? Cursor.encode(Long.toString(page.getLast().number()))
                        : null);
    }

    /** The newest revision. */
    public static Optional<QuestionView> find(Handle handle, UUID questionId) {
        return handle.createQuery(SELECT + "WHERE r.revision = question.revision AND question.id = :id")
                .bind("id", questionId)
                .map((row, context) -> question(row))
                .findOne();
    }

    /** The newest revisions of several, by question. */
    public static Map<UUID, QuestionView> find(Handle handle, Collection<UUID> questions) {
        return handle.createQuery(SELECT + "WHERE r.revision = question.revision AND question.id = ANY (:ids)")
                .bindArray("ids", UUID.class, questions)
                .map((row, context) -> question(row))
                .collect(Collectors.toMap(QuestionView::id, question -> question));
    }

    public static Optional<QuestionView> find(Handle handle, UUID questionId, int revision) {
        return handle.createQuery(SELECT + "WHERE r.revision = :revision AND question.id = :id")
                .bind("id", questionId)
                .bind("revision", revision)
                .map((row, context) -> question(row))
                .findOne();
    }

    private static QuestionView question(ResultSet row) throws SQLException {
        AnswerKey key = StoredKey.read(row.getString("key"));
        QuestionPublished.Kind kind = QuestionPublished.Kind.valueOf(row.getString("kind"));
        return new QuestionView(
                row.getObject("id", UUID.class),
                row.getString("external_id"),
                row.getString("slug"),
                row.getInt("revision"),
                QuestionState.valueOf(row.getString("state")),
                kind,
                row.getString("stem"),
                choices(row.getString("choices"), kind, key),
                StoredChoices.readPrompts(row.getString("prompts")),
                new QuestionPublished.SelectionCount(row.getInt("select_min"), row.getInt("select_max")),
                List.of((String[]) row.getArray("topics").getArray()),
                row.getString("explanation"),
                KeyView.of(key),
                row.getInt("key_version"),
                row.getInt("key_version") > 1,
                null);
    }

    private static List<QuestionView.Choice> choices(String stored, QuestionPublished.Kind kind, AnswerKey key) {
        return StoredChoices.read(stored).stream()
                .map(choice -> new QuestionView.Choice(
                        choice.id(),
                        choice.text(),
                        kind.isTicked()
                                ? (Boolean) (key instanceof ChoiceKey ticked
                                        && ticked.correct().contains(choice.id()))
                                : null))
                .toList();
    }
}
