package io.gradeflow.analytics.population;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * How far somebody has seen the journal of changes.
 *
 * @param server when the database server began: the numbers in snapshots are those of its history, and another one that took its
 *     place may give them again
 * @param snapshot in the text form of {@code pg_snapshot}
 */
public record JournalMark(String server, String snapshot) {

    /** All that the transaction of the handle sees, if it sees one snapshot. */
    public static JournalMark now(Handle handle) {
        return handle.createQuery("""
                        SELECT pg_postmaster_start_time()::text AS server, pg_current_snapshot()::text AS snapshot
                        """)
                .map((row, context) -> new JournalMark(row.getString("server"), row.getString("snapshot")))
                .one();
    }

    /**
     * To be called before anybody relies on the mark. A server that dies gives numbers again that never came to its disk, as those of
     * transactions that were rolled back; what writes under such a number later would seem to be seen already. After a
     * write that was waited for, no number that the snapshot knows is given again.
     */
    void pin(Jdbi jdbi) {
        // A handle of its own: its transaction is to end before that of whoever calls.
        try (Handle own = jdbi.open()) {
            own.execute(
                    "INSERT INTO analysis_change (bank_id, scope) VALUES ('00000000-0000-0000-0000-000000000000', 'PIN')");
        }
    }
}
