package io.gradeflow.question.publishing;

import io.gradeflow.question.AttemptModes;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A bank of which something is to be published, as its row is now, which stays locked until the transaction ends.
 *
 * @param isItselfDue whether the bank itself changed, and not only keys of it
 */
record DueBank(UUID id, String slug, String title, int revision, List<String> allowedModes, boolean isItselfDue) {

    private static final String SELECT =
            "SELECT id, slug, title, revision, allowed_modes, published < revision AS itself_due FROM bank ";
    private static final String LOCKED = " FOR NO KEY UPDATE SKIP LOCKED";

    /**
     * Those of the banks of which the newest revision isn't out, without those that somebody else has: the smallest, as many as have so many
     * questions together, or the smallest alone. A small one doesn't wait for a large one then, and nobody holds many large ones at once.
     */
    static List<DueBank> awaited(Handle handle, List<UUID> bankIds, int questions) {
        return handle.createQuery(SELECT + """
                        WHERE published < revision AND id IN (
                            SELECT id FROM (
                                SELECT id, row_number() OVER smallest AS n, sum(size) OVER smallest AS together
                                FROM (SELECT id, (SELECT count(*) FROM question WHERE bank_id = bank.id) AS size
                                    FROM bank WHERE id = ANY (:banks) AND published < revision) AS due
                                WINDOW smallest AS (ORDER BY size, id ROWS UNBOUNDED PRECEDING)) AS sized
                            WHERE n = 1 OR together <= :questions)
                        ORDER BY id
                        """ + LOCKED)
                .bindArray("banks", UUID.class, bankIds)
                .bind("questions", questions)
                .map((row, context) -> of(row))
                .list();
    }

    /** The next one by id of which anything is due, and that nobody else has. */
    static Optional<DueBank> nextAfter(Handle handle, UUID after) {
        return handle.createQuery(SELECT + """
                        WHERE id > :after AND (published < revision OR id IN (
                            SELECT bank_id FROM
                        """ + PublishedRows.DUE_KEYS + ")) ORDER BY id LIMIT 1" + LOCKED)
                .bind("after", after)
                .map((row, context) -> of(row))
                .findOne();
    }

    /** To be called while they are locked. */
    static void markPublished(Handle handle, List<UUID> bankIds) {
        handle.createUpdate("UPDATE bank SET published = revision WHERE id = ANY (:banks)")
                .bindArray("banks", UUID.class, bankIds)
                .execute();
    }

    private static DueBank of(ResultSet row) throws SQLException {
        return new DueBank(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("title"),
                row.getInt("revision"),
                modes(row.getArray("allowed_modes")),
                row.getBoolean("itself_due"));
    }

    private static List<String> modes(@Nullable Array stored) throws SQLException {
        return AttemptModes.ofStored(stored == null ? null : List.of((String[]) stored.getArray()));
    }
}
