package io.gradeflow.question.publishing;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.AnswerKeyPublished.Correction;
import io.gradeflow.events.AnswerKeyPublished.Earlier;
import io.gradeflow.events.AnswerKeyPublished.Effect;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.platform.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Tells with each key which corrections made it. */
final class CorrectionsOfKeys {

    private record Made(String recordKey, Earlier what) {}

    private CorrectionsOfKeys() {}

    /** Must come in a statement of its own after the keys were locked: one that locks them may see corrections too few. */
    static List<AnswerKeyPublished> addTo(Handle handle, List<AnswerKeyPublished> keys) {
        List<AnswerKeyPublished> corrected =
                keys.stream().filter(key -> key.keyVersion() > 1).toList();
        if (corrected.isEmpty()) {
            return keys;
        }
        Map<String, List<Earlier>> made = Columns.of(corrected)
                .uuid("questions", AnswerKeyPublished::questionId)
                .integer("revisions", AnswerKeyPublished::revision)
                .integer("versions", AnswerKeyPublished::keyVersion)
                .bindTo(handle.createQuery("""
                        SELECT key_correction.* FROM key_correction
                            JOIN unnest(:questions, :revisions, :versions) AS k (question_id, revision, newest)
                            USING (question_id, revision)
                        WHERE key_version <= newest
                        ORDER BY question_id, revision, key_version
                        """))
                .map((row, context) -> made(row))
                .collect(Collectors.groupingBy(Made::recordKey, Collectors.mapping(Made::what, Collectors.toList())));
        return keys.stream()
                .map(key -> with(key, made.getOrDefault(key.recordKey(), List.of())))
                .toList();
    }

    private static Made made(ResultSet row) throws SQLException {
        return new Made(
                row.getObject("question_id", UUID.class) + "/" + row.getInt("revision"),
                new Earlier(
                        row.getInt("key_version"),
                        new Correction(
                                row.getObject("correction_id", UUID.class),
                                Effect.valueOf(row.getString("effect")),
                                row.getString("reason"),
                                row.getString("corrected_by"),
                                Objects.requireNonNull(Rows.instant(row, "corrected_at")))));
    }

    private static AnswerKeyPublished with(AnswerKeyPublished key, List<Earlier> made) {
        List<Earlier> earlier =
                made.stream().filter(one -> one.keyVersion() < key.keyVersion()).toList();
        return new AnswerKeyPublished(
                key.questionId(),
                key.revision(),
                key.bankId(),
                key.keyVersion(),
                key.key(),
                key.explanation(),
                made.stream()
                        .filter(one -> one.keyVersion() == key.keyVersion())
                        .map(Earlier::correction)
                        .findFirst()
                        .orElse(null),
                earlier.isEmpty() ? null : earlier);
    }
}
