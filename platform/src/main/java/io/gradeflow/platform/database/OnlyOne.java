package io.gradeflow.platform.database;

import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Work that one process of a service does at a time. The lock goes with its connection, so it ends with
 * a process that dies; of a machine that dies, once the server finds the connection gone. */
public final class OnlyOne {

    private OnlyOne() {}

    /**
     * @param lock a number that no other advisory lock of the database has
     * @param work is given the session that holds the lock: what it does there last is done only if that session lived until then, and
     *     with it the lock, and the server with all that was committed meanwhile
     * @return what the work gives; false if another process is at it, and it was not done
     */
    public static boolean run(Jdbi jdbi, long lock, Predicate<Handle> work) {
        try (Handle holder = jdbi.open()) {
            if (!holder.createQuery("SELECT pg_try_advisory_lock(:lock)")
                    .bind("lock", lock)
                    .mapTo(boolean.class)
                    .one()) {
                return false;
            }
            boolean done;
            try {
                done = work.test(holder);
            } catch (RuntimeException | Error e) {
                unlockAfter(e, holder, lock);
                throw e;
            }
            unlock(holder, lock);
            return done;
        }
    }

    /** Waits until no other process is at it, however long, then does the work. What it does isn't within a transaction of the lock's. */
    public static void await(Jdbi jdbi, long lock, Runnable work) {
        try (Handle holder = jdbi.open()) {
            holder.execute("SELECT pg_advisory_lock(?)", lock);
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                unlockAfter(e, holder, lock);
                throw e;
            }
            unlock(holder, lock);
        }
    }

    private static void unlock(Handle holder, long lock) {
        holder.execute("SELECT pg_advisory_unlock(?)", lock);
    }

    /** Of a session that is gone the lock is gone too. */
    private static void unlockAfter(Throwable failure, Handle holder, long lock) {
        try {
            unlock(holder, lock);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
