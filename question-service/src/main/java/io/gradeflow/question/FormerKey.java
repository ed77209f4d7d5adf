package io.gradeflow.question;

import io.gradeflow.grading.AnswerKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a newest revision was keyed by before corrections had everybody credited for it, or nobody. Files and editors have no such keys: they
 * know that one.
 */
public final class FormerKey {

    /** For queries of {@code question} beside the {@code key} of its newest revision; null while something can be right or wrong. */
    public static final String COLUMN = """
            (SELECT key_before FROM key_correction c
                WHERE key ->> 'kind' IN ('credit-all', 'withdrawn')
                    AND c.question_id = question.id AND c.revision = question.revision
                    AND key_before ->> 'kind' NOT IN ('credit-all', 'withdrawn')
                ORDER BY c.key_version DESC LIMIT 1) AS former_key
            """;

    private FormerKey() {}

    public static @Nullable AnswerKey read(ResultSet row) throws SQLException {
        String stored = row.getString("former_key");
        return stored == null ? null : StoredKey.read(stored);
    }
}
