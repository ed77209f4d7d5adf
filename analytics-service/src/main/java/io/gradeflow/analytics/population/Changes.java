package io.gradeflow.analytics.population;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What changed of a bank since somebody looked, out of the journal {@code analysis_change}. A transaction's changes become
 * visible when it commits, which is not the order in which transactions begin: so whoever looks remembers the oldest that was
 * still running, and next time asks for all that are not older. Some are told twice, none is missed.
 *
 * @param all whether questions or keys changed, on which every attempt may depend
 * @param upTo where the next look begins
 */
public record Changes(boolean all, List<UUID> attempts, String upTo) {

    /** So old a mark may lie before what the journal forgot. */
    static final String KEPT = "1 day";

    /** Where whoever looks now begins to look the next time. */
    public static String mark(Handle handle) {
        return handle.createQuery("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
                .mapTo(String.class)
                .one();
    }

    /** Within a transaction that sees one snapshot. */
    static Changes since(Handle handle, UUID bank, String mark) {
        List<UUID> changed = handle.createQuery("""
                        SELECT DISTINCT coalesce(attempt_id, bank_id) FROM analysis_change
                        WHERE bank_id = :bank AND changed_in >= CAST(:mark AS xid8)
                        """)
                .bind("bank", bank)
                .bind("mark", mark)
                .mapTo(UUID.class)
                .list();
        return new Changes(changed.contains(bank), changed, mark(handle));
    }

    boolean none() {
        return attempts.isEmpty();
    }

    static void forgetOld(Handle handle) {
        handle.execute("DELETE FROM analysis_change WHERE changed_at < now() - interval '" + KEPT + "'");
    }
}
