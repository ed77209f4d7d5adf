package io.gradeflow.platform.audit;

import io.gradeflow.platform.database.Rows;
import io.gradeflow.platform.database.Transactions;
import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.http.Page;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The tables {@code audit_act} and {@code audit_outcome}, which the database itself lets nobody change. */
@ApplicationScoped
@IfBuildProperty(name = "gradeflow.audit.api", stringValue = "true")
class AuditLog {

    private final Jdbi jdbi;
    private final InstantSource clock;

    AuditLog(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** @return the number of the entry, which is durable now */
    long begin(Act act) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO audit_act (at, actor, roles, operation, address)
                        VALUES (:at, :actor, :roles, :operation, :address) RETURNING act_id
                        """)
                .bind("at", Timestamp.from(clock.instant()))
                .bind("actor", act.actor())
                .bindArray("roles", String.class, act.roles())
                .bind("operation", act.operation())
                .bind("address", act.address())
                .mapTo(long.class)
                .one());
    }

    /**
     * Doesn't wait for the disk, as a commit is left by {@link Transactions#leaveCommit}, here in one statement: if the database server dies within
     * the next second, the entry says that the act was begun, and not what came of it.
     */
    void end(long entry, Act.Outcome outcome) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO audit_outcome (act_id, at, status, problem, made)
                        SELECT :entry, CAST(:at AS timestamptz), :status, CAST(:problem AS text), CAST(:made AS text)
                        FROM set_config('synchronous_commit', 'off', true)
                        """)
                .bind("entry", entry)
                .bind("at", Timestamp.from(clock.instant()))
                .bind("status", outcome.status())
                .bind("problem", outcome.problem())
                .bind("made", outcome.made())
                .execute());
    }

    /** The newest first. */
    Page<AuditEntry> list(AuditQuery query, @Nullable String cursor, int limit) {
        List<AuditEntry> found = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT audit_act.*, status, problem, made, audit_outcome.at AS ended_at
                        FROM audit_act LEFT JOIN audit_outcome USING (act_id)
                        WHERE (CAST(:actor AS text) IS NULL OR actor = :actor)
                            AND (CAST(:operation AS text) IS NULL OR operation = :operation)
                            AND (CAST(:below AS text) IS NULL OR address LIKE :below)
                            AND (CAST(:from AS timestamptz) IS NULL OR audit_act.at >= :from)
                            AND (CAST(:until AS timestamptz) IS NULL OR audit_act.at < :until)
                            AND act_id < :before
                        ORDER BY act_id DESC LIMIT :limit
                        """)
                .bind("actor", query.actor())
                .bind("operation", query.operation())
                .bind("below", query.below())
                .bind("from", query.from() == null ? null : Timestamp.from(query.from()))
                .bind("until", query.until() == null ? null : Timestamp.from(query.until()))
                .bind("before", cursor == null ? Long.MAX_VALUE : position(cursor))
                .bind("limit", limit + 1)
                .map((row, context) -> entry(row))
                .list());
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, limit),
                        Cursor.encode(Long.toString(found.get(limit - 1).number())));
    }

    private static long position(String cursor) {
        try {
            return Long.parseLong(Cursor.decode(cursor));
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        boolean ended = !row.wasNull();
        return new AuditEntry(
                row.getLong("act_id"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                List.of((String[]) row.getArray("roles").getArray()),
                row.getString("operation"),
                row.getString("address"),
                ended ? status : null,
                row.getString("problem"),
                row.getString("made"),
                Rows.instant(row, "ended_at"));
    }
}
