package io.gradeflow.attempt.importing;

import io.gradeflow.platform.database.Columns;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Which responses are stored, by their external ids. */
final class ResponseTable {

    /** So that two streams with the same lines never wait for each other in a circle. */
    private static final Comparator<Found> ORDER = Comparator.<Found, UUID>comparing(
                    found -> found.key().bankId())
            .thenComparing(found -> found.key().responseId());

    private ResponseTable() {}

    /**
     * Takes those that nobody has taken yet; waits for a stream that is about to take the same.
     *
     * @param found one a response
     */
    static Set<Found.Key> claim(Handle handle, List<Found> found) {
        if (found.isEmpty()) {
            return Set.of();
        }
        return Columns.of(found.stream().sorted(ORDER).toList())
                .uuid("banks", one -> one.key().bankId())
                .uuid("responses", one -> one.key().responseId())
                .uuid("digests", Found::digest)
                .bindTo(handle.createQuery("""
                        INSERT INTO imported_response (bank_id, response_id, digest)
                        SELECT * FROM unnest(:banks, :responses, :digests)
                        ON CONFLICT DO NOTHING
                        RETURNING bank_id, response_id
                        """))
                .reduceRows(new HashSet<>(), (claimed, row) -> {
                    claimed.add(key(row));
                    return claimed;
                });
    }

    /** What those say that are taken. */
    static Map<Found.Key, UUID> digests(Handle handle, List<Found.Key> keys) {
        return columns(keys).bindTo(handle.createQuery("""
                        SELECT bank_id, response_id, digest
                        FROM imported_response JOIN unnest(:banks, :responses) AS asked (bank_id, response_id)
                            USING (bank_id, response_id)
                        """)).reduceRows(new HashMap<>(), (found, row) -> {
            found.put(key(row), row.getColumn("digest", UUID.class));
            return found;
        });
    }

    /** Gives back what this transaction has claimed. */
    static void release(Handle handle, List<Found.Key> keys) {
        columns(keys).bindTo(handle.createUpdate("""
                        DELETE FROM imported_response
                        WHERE (bank_id, response_id) IN (SELECT * FROM unnest(:banks, :responses))
                        """)).execute();
    }

    private static Columns<Found.Key> columns(List<Found.Key> keys) {
        return Columns.of(keys).uuid("banks", Found.Key::bankId).uuid("responses", Found.Key::responseId);
    }

    private static Found.Key key(RowView row) {
        return new Found.Key(row.getColumn("bank_id", UUID.class), row.getColumn("response_id", UUID.class));
    }
}
