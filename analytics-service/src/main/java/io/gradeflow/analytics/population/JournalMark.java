package io.gradeflow.analytics.population;

import org.jdbi.v3.core.Handle;

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
}
