package io.gradeflow.question.comparing;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.platform.database.Rows;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the revisions of a question. */
final class RevisionQueries {

    private RevisionQueries() {}

    /** Those below the given one, newest first. */
    static List<RevisionView> before(Handle handle, UUID questionId, long revision, int limit) {
        return handle.createQuery("""
                        SELECT r.*, key_version FROM question_revision r JOIN answer_key USING (question_id, revision)
                        WHERE question_id = :question AND revision < :revision
                        ORDER BY revision DESC LIMIT :limit
                        """)
                .bind("question", questionId)
                .bind("revision", revision)
                .bind("limit", limit)
                .map((row, context) -> revision(row))
                .list();
    }

    /** Null where that wasn't kept yet. */
    static @Nullable List<String> topics(Handle handle, UUID questionId, int revision) {
        return handle.createQuery("""
                        SELECT topics FROM question_revision WHERE question_id = :question AND revision = :revision
                        """)
                .bind("question", questionId)
                .bind("revision", revision)
                .map((row, context) -> new Topics(texts(row.getArray("topics"))))
                .one()
                .paths();
    }

    private record Topics(@Nullable List<String> paths) {}

    private static RevisionView revision(ResultSet row) throws SQLException {
        int introducedIn = row.getInt("introduced_in");
        return new RevisionView(
                row.getInt("revision"),
                introducedIn > 0 ? introducedIn : null,
                introducedIn > 0 && row.getObject("retired_in") != null ? row.getInt("retired_in") : null,
                Kind.valueOf(row.getString("kind")),
                row.getString("stem"),
                texts(row.getArray("topics")),
                row.getInt("key_version"),
                row.getString("created_by"),
                Objects.requireNonNull(Rows.instant(row, "created_at")));
    }

    private static @Nullable List<String> texts(@Nullable Array stored) throws SQLException {
        return stored == null ? null : List.of((String[]) stored.getArray());
    }
}
