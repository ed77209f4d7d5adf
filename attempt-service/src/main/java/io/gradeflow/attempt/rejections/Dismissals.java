package io.gradeflow.attempt.rejections;

import io.gradeflow.attempt.rejections.DismissReport.Kept;
import io.gradeflow.attempt.rejections.DismissReport.NotDismissed;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes out of the list what nobody waits for: records that no replay can send, and what is no answer of an attempt here. An
 * answer of an attempt stays, because its paper is provisional until its grade comes. Nothing is deleted, and a further
 * rejection of the same brings it back.
 */
@ApplicationScoped
class Dismissals {

    private final Jdbi jdbi;
    private final InstantSource clock;

    Dismissals(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** @param by whose dismissal it is */
    DismissReport dismiss(List<UUID> ids, String by) {
        return jdbi.inTransaction(handle -> {
            // Held in the order in which a replay holds them.
            handle.createQuery(
                            "SELECT rejected_id FROM rejected_answer WHERE rejected_id = ANY (:ids) ORDER BY rejected_id FOR UPDATE")
                    .bindArray("ids", UUID.class, ids)
                    .mapTo(UUID.class)
                    .list();
            List<NotDismissed> kept = kept(handle, ids);
            int dismissed = handle.createUpdate("""
                            UPDATE rejected_answer SET dismissed_at = :now, dismissed_by = :by
                            WHERE rejected_id = ANY (:ids) AND NOT known AND resolved_at IS NULL AND dismissed_at IS NULL
                            """)
                    .bind("now", Timestamp.from(clock.instant()))
                    .bind("by", by)
                    .bindArray("ids", UUID.class, ids)
                    .execute();
            return new DismissReport(dismissed, kept);
        });
    }

    private static List<NotDismissed> kept(Handle handle, List<UUID> ids) {
        return handle.createQuery("""
                        SELECT id, rejected_id IS NULL AS unknown, resolved_at IS NOT NULL AS resolved,
                            dismissed_at IS NOT NULL AS dismissed
                        FROM unnest(:ids) AS asked (id) LEFT JOIN rejected_answer ON rejected_id = id
                        WHERE rejected_id IS NULL OR known OR resolved_at IS NOT NULL OR dismissed_at IS NOT NULL
                        """)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> NotDismissed.of(row.getObject("id", UUID.class), why(row)))
                .list();
    }

    private static Kept why(ResultSet row) throws SQLException {
        if (row.getBoolean("unknown")) {
            return Kept.UNKNOWN;
        }
        if (row.getBoolean("resolved")) {
            return Kept.RESOLVED;
        }
        return row.getBoolean("dismissed") ? Kept.DISMISSED : Kept.ANSWER_OF_AN_ATTEMPT;
    }
}
