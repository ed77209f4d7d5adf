package io.gradeflow.analytics.population;

import io.gradeflow.analytics.items.Item;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Grading;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.WithdrawnKey;
import io.gradeflow.platform.database.Columns;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads what questions offer in each revision, and their keys, within the transaction of the handle. */
final class ItemReader {

    private static final String ITEMS = """
            SELECT question_id, revision, external_id, choice_ids, coalesce(key_version, 0) AS key_version, key
            FROM question_revision LEFT JOIN answer_key USING (question_id, revision)
            """;

    private ItemReader() {}

    /** By what {@link ItemId} calls them. */
    static Map<String, DescribedItem> all(Handle handle, UUID bank) {
        return read(handle.createQuery(ITEMS + " WHERE question_revision.bank_id = :bank")
                .bind("bank", bank));
    }

    static Map<String, DescribedItem> some(Handle handle, Set<ItemId> changed) {
        return read(Columns.of(List.copyOf(changed))
                .uuid("questions", ItemId::question)
                .integer("revisions", ItemId::revision)
                .bindTo(handle.createQuery(ITEMS + """
                         JOIN unnest(:questions, :revisions) AS changed (question_id, revision) USING (question_id, revision)
                        """)));
    }

    private static Map<String, DescribedItem> read(Query query) {
        return query.reduceResultSet(new HashMap<>(), (items, row, context) -> {
            String id = new ItemId(row.getObject("question_id", UUID.class), row.getInt("revision")).toString();
            items.put(id, described(id, row));
            return items;
        });
    }

    private static DescribedItem described(String id, ResultSet row) throws SQLException {
        String stored = row.getString("key");
        AnswerKey key =
                stored == null ? null : EventJson.read(stored.getBytes(StandardCharsets.UTF_8), AnswerKey.class);
        List<String> options = List.of((String[]) row.getArray("choice_ids").getArray());
        Set<String> right = key instanceof ChoiceKey choice ? choice.correct() : Set.of();
        boolean small = options.size() <= Item.MOST_OPTIONS;
        return new DescribedItem(
                new Item(id, small ? options : List.of(), small ? right : Set.of(), isDiscerning(key)),
                row.getString("external_id"),
                row.getInt("key_version"),
                key,
                key == null ? null : Grading.grade(key, null));
    }

    /** Whether some answers are right and others wrong. */
    private static boolean isDiscerning(@Nullable AnswerKey key) {
        return switch (key) {
            case null -> false;
            case CreditAllKey _, WithdrawnKey _ -> false;
            case ChoiceKey _, TextKey _, NumericKey _, MatchingKey _, OrderingKey _ -> true;
        };
    }
}
