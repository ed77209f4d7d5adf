package io.gradeflow.attempt.attempts;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Where a learner stands with a position of the paper, apart from the response.
 *
 * @param elapsedMillis time on it in all visits; null where the client measured none
 * @param seq the highest number of a change in the client, after which a client that starts again goes on; null for none
 */
public record PaperMark(
        boolean flagged,
        @Nullable Long elapsedMillis,
        @Nullable Long seq) {

    static final PaperMark NONE = new PaperMark(false, null, null);

    /** By position; those that were never marked are absent. */
    public static Map<Integer, PaperMark> of(Handle handle, UUID attemptId) {
        return handle.createQuery("""
                        SELECT position, flagged, elapsed_millis, seq FROM attempt_position WHERE attempt_id = :attempt
                        """)
                .bind("attempt", attemptId)
                .reduceResultSet(new HashMap<>(), (marks, row, context) -> {
                    marks.put(
                            row.getInt("position"),
                            new PaperMark(
                                    row.getBoolean("flagged"),
                                    row.getObject("elapsed_millis", Long.class),
                                    row.getObject("seq", Long.class)));
                    return marks;
                });
    }
}
