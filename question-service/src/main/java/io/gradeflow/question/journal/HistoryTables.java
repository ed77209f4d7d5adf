package io.gradeflow.question.journal;

import io.gradeflow.platform.database.Rows;
import io.gradeflow.platform.database.StorableTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads the journal of a question out of what keeps its parts. */
final class HistoryTables {

    /**
     * Where an entry stands.
     *
     * @param number tells apart what was done in the same microsecond, in its order
     */
    record Place(Instant at, String number) {

        /** After every entry there is. */
        static final Place END = new Place(Instant.parse("9999-12-31T23:59:59Z"), "");

        static Optional<Place> parse(String text) {
            int bar = text.indexOf('|');
            return bar < 0
                    ? Optional.empty()
                    : StorableTime.parse(text.substring(0, bar)).map(at -> new Place(at, text.substring(bar + 1)));
        }

        String text() {
            return at + "|" + number;
        }
    }

    record Placed(Place place, HistoryEntry entry) {}

    private HistoryTables() {}

    static boolean questionExists(Handle handle, UUID questionId) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM question WHERE id = :question)")
                .bind("question", questionId)
                .mapTo(boolean.class)
                .one();
    }

    /** The entries before that place, newest first. */
    static List<Placed> before(Handle handle, UUID questionId, Place place, int limit) {
        return handle.createQuery("""
                        SELECT * FROM (
                            SELECT CASE revision WHEN 1 THEN 'CREATED' ELSE 'REVISED' END AS act, revision, NULL AS reason,
                                '{}'::text[] AS added, '{}'::text[] AS removed, created_by AS acted_by, created_at AS acted_at,
                                'a' || lpad(revision::text, 10, '0') AS number
                            FROM question_revision WHERE question_id = :question
                            UNION ALL
                            SELECT act, revision, reason, added, removed, acted_by, acted_at, 'b' || lpad(number::text, 19, '0')
                            FROM question_act WHERE question_id = :question
                            UNION ALL
                            SELECT 'CORRECTED', revision, reason, '{}', '{}', corrected_by, corrected_at,
                                'c' || lpad(revision::text, 10, '0') || lpad(key_version::text, 10, '0')
                            FROM key_correction WHERE question_id = :question) AS entry
                        WHERE (acted_at, number COLLATE "C") < (:at, :number COLLATE "C")
                        ORDER BY acted_at DESC, number COLLATE "C" DESC LIMIT :limit
                        """)
                .bind("question", questionId)
                .bind("at", place.at())
                .bind("number", place.number())
                .bind("limit", limit)
                .map((row, context) -> placed(row))
                .list();
    }

    private static Placed placed(ResultSet row) throws SQLException {
        Instant at = Objects.requireNonNull(Rows.instant(row, "acted_at"));
        return new Placed(
                new Place(at, row.getString("number")),
                new HistoryEntry(
                        row.getString("act").toLowerCase(Locale.ROOT),
                        row.getInt("revision"),
                        row.getString("reason"),
                        List.of((String[]) row.getArray("added").getArray()),
                        List.of((String[]) row.getArray("removed").getArray()),
                        row.getString("acted_by"),
                        at));
    }
}
