package io.gradeflow.platform.database;

import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Work that one process of a service does at a time. The lock goes with its connection, so it ends with
 * a process that dies; of a machine that dies, once the server finds the connection gone. */
public final class OnlyOne {

    private OnlyOne() {}

    /**
     * @param lock a number that no other advisory lock of the database has
     * @return what the work gives; false if another process is at it, and it was not done
     */
    public static boolean run(Jdbi jdbi, long lock, BooleanSupplier work) {
        try (Handle holder = jdbi.open()) {
            if (!holder.createQuery("SELECT pg_try_advisory_lock(:lock)")
                    .bind("lock", lock)
                    .mapTo(boolean.class)
                    .one()) {
                return false;
            }
            try {
                return work.getAsBoolean();
            } finally {
                holder.execute("SELECT pg_advisory_unlock(?)", lock);
            }
        }
    }
}
