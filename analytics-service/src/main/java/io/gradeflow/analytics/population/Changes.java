package io.gradeflow.analytics.population;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What changed of a bank since somebody looked, out of the journal {@code analysis_change}. Transactions commit in another order
 * than they begin, so no number tells what is newer: whoever looks remembers the snapshot, and next time asks for what wasn't
 * visible in it.
 *
 * @param all whether everything may have
 */
record Changes(boolean all, Set<UUID> attempts, Set<ItemId> items) {

    static final Changes ALL = new Changes(true, Set.of(), Set.of());

    /** The journal keeps so much. */
    static final String KEPT = "1 day";

    private record Row(
            String scope, @Nullable UUID attempt, @Nullable UUID question, int revision) {}

    /** Within a transaction that sees one snapshot. */
    static Changes since(Handle handle, UUID bank, JournalMark mark) {
        List<Row> rows = handle.createQuery("""
                        SELECT DISTINCT scope, attempt, question_id, revision
                        FROM analysis_change
                            LEFT JOIN LATERAL unnest(coalesce(attempt_ids, ARRAY[attempt_id])) AS attempt ON true
                        WHERE bank_id = :bank AND scope <> 'EXAMS'
                            AND changed_in >= pg_snapshot_xmin(CAST(:snapshot AS pg_snapshot))
                            AND NOT pg_visible_in_snapshot(changed_in, CAST(:snapshot AS pg_snapshot))
                        """)
                .bind("bank", bank)
                .bind("snapshot", mark.snapshot())
                .map((row, context) -> new Row(
                        row.getString("scope"),
                        row.getObject("attempt", UUID.class),
                        row.getObject("question_id", UUID.class),
                        row.getInt("revision")))
                .list();
        Set<UUID> attempts = new HashSet<>();
        Set<ItemId> items = new HashSet<>();
        boolean all = false;
        for (Row row : rows) {
            if (row.attempt() != null) {
                attempts.add(row.attempt());
            } else if (row.question() != null) {
                items.add(new ItemId(row.question(), row.revision()));
            } else {
                all = true;
            }
        }
        return new Changes(all, attempts, items);
    }

    boolean none() {
        return !all && attempts.isEmpty() && items.isEmpty();
    }

    /** Whether no more than so many attempts changed, and nothing else. */
    boolean areFew(int most) {
        return !all && items.isEmpty() && attempts.size() <= most;
    }

    static void forgetOld(Handle handle) {
        handle.execute("DELETE FROM analysis_change WHERE changed_at < now() - interval '" + KEPT + "'");
    }
}
