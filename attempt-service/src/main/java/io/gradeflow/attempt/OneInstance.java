package io.gradeflow.attempt;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** Work that one instance does at a time, under a lock that goes with its transaction and holds no row. */
public enum OneInstance {
    ANNOUNCING(1_000_001),
    ANNOUNCING_IMPORTED(1_000_037),
    SENDING_IMPORTED(1_000_007),
    SENDING_AGAIN(1_000_013),
    FOLLOWING_CAMPAIGNS(1_000_019),
    SENDING_UNSENT(1_000_033);

    /** Any number that no other advisory lock of this database has. */
    private final long lock;

    OneInstance(long lock) {
        this.lock = lock;
    }

    /** Waits until no other instance is at it. */
    public void await(Handle handle) {
        handle.execute("SELECT pg_advisory_xact_lock(?)", lock);
    }

    /**
     * Works in a transaction, unless another instance is at it.
     *
     * @return what the work does; false, at once, if another instance is at it
     */
    public boolean alone(Jdbi jdbi, HandleCallback<Boolean, RuntimeException> work) {
        return jdbi.inTransaction(handle -> isFree(handle) && work.withHandle(handle));
    }

    private boolean isFree(Handle handle) {
        return handle.createQuery("SELECT pg_try_advisory_xact_lock(:lock)")
                .bind("lock", lock)
                .mapTo(boolean.class)
                .one();
    }
}
