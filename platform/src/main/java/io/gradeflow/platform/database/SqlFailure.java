package io.gradeflow.platform.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a failed statement says about its cause. */
public final class SqlFailure {

    private SqlFailure() {}

    /**
     * Whether the data itself was refused (SQLSTATE class 22 data exception, 23 integrity constraint), so that trying again
     * can't help. Everything else passes, or is for an operator to mend: a lost connection, a deadlock, a full disk.
     */
    public static boolean refusesData(Throwable failure) {
        String state = sqlState(failure);
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    /**
     * Whether another transaction came in between (40 serialization failure or deadlock, 23505 unique violation), so that the
     * same again, which then sees what the other did, may succeed.
     */
    static boolean meetsOthers(Throwable failure) {
        String state = sqlState(failure);
        return state != null && (state.startsWith("40") || isUniqueViolation(failure));
    }

    /** Whether a row with the same key stands there already. */
    public static boolean isUniqueViolation(Throwable failure) {
        return "23505".equals(sqlState(failure));
    }

    /** The SQLSTATE of the nearest SQL exception in the chain of causes, null where there is none. */
    public static @Nullable String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    /** Whether the failure came from the database at all, reachable or not. */
    public static boolean isSql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the database can't be reached now: no connection (SQLSTATE class 08, or none at all while waiting for one), too
     * few resources (53), or shutting down or starting up (57P).
     */
    public static boolean isAway(Throwable failure) {
        if (!isSql(failure)) {
            return false;
        }
        String state = sqlState(failure);
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }
}
