package io.gradeflow.attempt.life;

import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The numbers of changes in the client that came too late. */
public final class LateNumbers {

    private LateNumbers() {}

    /**
     * Lets positions bear the highest number that came, so that nothing older is taken for a change when answers are taken again or
     * a late one is accepted. The time of what the learner did in time stays. Within the transaction that holds the attempts
     * exclusively.
     */
    public static void takeOver(Handle handle, Collection<UUID> attemptIds) {
        if (attemptIds.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        INSERT INTO attempt_position AS marked (attempt_id, position, flagged, seq, changed_at)
                        SELECT attempt_id, position, false, highest_seq, received_at FROM last_late_answer
                        WHERE attempt_id = ANY (:attempts) AND highest_seq IS NOT NULL
                        ORDER BY attempt_id, position
                        ON CONFLICT (attempt_id, position) DO UPDATE SET seq = greatest(marked.seq, excluded.seq)
                        """).bindArray("attempts", UUID.class, attemptIds).execute();
    }
}
