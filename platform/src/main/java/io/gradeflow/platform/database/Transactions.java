package io.gradeflow.platform.database;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** What a transaction is told at its beginning, and forgets at its end. */
public final class Transactions {

    /** So many rows take longer to write than their statements take to plan. */
    private static final int FEW = 100;

    private Transactions() {}

    /**
     * Lets a transaction that is about a few rows use plans that were made before, for any number of them. PostgreSQL plans a
     * statement anew each time if that makes it cheaper by its estimate, and one row is estimated cheaper than any; but a
     * statement that joins several tables takes longer to plan than to be carried out for one row.
     */
    public static void keepPlans(Handle handle, int rows) {
        if (rows <= FEW) {
            handle.execute("SET LOCAL plan_cache_mode = force_generic_plan");
        }
    }

    /**
     * Reads in a transaction that sees one moment.
     *
     * @return what was read
     * @throws X what reading throws, upon which the transaction is rolled back
     * @see #seeOneMoment
     */
    public static <R, X extends Exception> R atOneMoment(Jdbi jdbi, HandleCallback<R, X> reading) throws X {
        return jdbi.inTransaction(handle -> {
            seeOneMoment(handle);
            return reading.withHandle(handle);
        });
    }

    /**
     * Lets everything in the transaction see the database as it stands at the first statement after this that reads or writes; a lock
     * of a table does neither. To be called before any other statement. Jdbi's own way, a level of the connection that is set and set
     * back, takes eleven more round trips.
     *
     * @throws IllegalStateException outside a transaction, where the database would do nothing but warn
     */
    public static void seeOneMoment(Handle handle) {
        if (!handle.isInTransaction()) {
            throw new IllegalStateException("no transaction has begun");
        }
        handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    }

    /**
     * Lets the commit return before it is on the disk, which it will be within a second. If the database server dies before that,
     * the transaction is lost as a whole, and all that were not waited for after it; so this is only for what is then done again,
     * or may be missing. A later commit that is waited for, in whatever database of the server, takes it to the disk too.
     */
    public static void leaveCommit(Handle handle) {
        handle.execute("SET LOCAL synchronous_commit = off");
    }
}
