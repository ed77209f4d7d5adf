package io.gradeflow.attempt.grades;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What changes of attempts while grades come. The service takes its locks in the order attempt, answer_key, attempt_progress,
 * attempt_position, answer; of each kind, in the order of attempt ids.
 */
public final class AttemptProgress {

    private AttemptProgress() {}

    /**
     * Holds the progress of attempts until the commit. What is read in later statements includes whatever was waited for.
     *
     * @return the number of the last change of each attempt that there is
     */
    public static Map<UUID, Long> lock(Handle handle, Collection<UUID> attemptIds) {
        return handle.createQuery("""
                        SELECT attempt_id, change FROM attempt_progress WHERE attempt_id = ANY (:attempts)
                        ORDER BY attempt_id FOR UPDATE
                        """)
                .bindArray("attempts", UUID.class, attemptIds)
                .reduceResultSet(new HashMap<>(), (held, row, context) -> {
                    held.put(row.getObject("attempt_id", UUID.class), row.getLong("change"));
                    return held;
                });
    }

    /** Gives attempts, whose progress is held, the number that follows that of their last change. */
    private static void raise(Handle handle, Collection<UUID> attemptIds) {
        handle.createUpdate("UPDATE attempt_progress SET change = change + 1 WHERE attempt_id = ANY (:attempts)")
                .bindArray("attempts", UUID.class, attemptIds)
                .execute();
    }

    /**
     * To be called after a key has changed what is blank on papers. Also attempts that may be ending now: whoever is second, the
     * one that ends them or this, sees what the first did.
     */
    public static void keyChanged(Handle handle, Collection<UUID> attemptIds) {
        lock(handle, attemptIds);
        raise(handle, PaperWorth.recompute(handle, attemptIds));
    }

    /**
     * To be called after each change of an attempt's state, deadline or paper, within its transaction, which holds the attempts'
     * rows exclusively and no row of their answers yet, or has called {@link #lock} before it took these. Lets viewers hear of
     * the change, and computes anew what the papers are worth.
     */
    public static void stateChanged(Handle handle, Collection<UUID> attemptIds) {
        if (attemptIds.isEmpty()) {
            return;
        }
        lock(handle, attemptIds);
        handle.createUpdate("""
                        UPDATE attempt_progress SET change = change + 1, state_change = change + 1
                        WHERE attempt_id = ANY (:attempts)
                        """).bindArray("attempts", UUID.class, attemptIds).execute();
        PaperWorth.recompute(handle, attemptIds);
    }
}
