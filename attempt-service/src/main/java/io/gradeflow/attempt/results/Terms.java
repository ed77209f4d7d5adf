package io.gradeflow.attempt.results;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Whose attempt it is, and by what it is measured.
 *
 * @param scale null where there is none, with {@code passMark}
 */
record Terms(
        UUID bankId,
        String learnerId,
        @Nullable Scale scale,
        @Nullable Integer passMark) {

    static Terms of(Handle handle, UUID attemptId) {
        return handle.createQuery("""
                        SELECT bank_id, learner_id, pass_mark, scale_min, scale_max FROM attempt WHERE attempt_id = :attempt
                        """)
                .bind("attempt", attemptId)
                .map((row, context) -> new Terms(
                        row.getObject("bank_id", UUID.class),
                        row.getString("learner_id"),
                        row.getObject("scale_min") == null
                                ? null
                                : new Scale(row.getInt("scale_min"), row.getInt("scale_max")),
                        row.getObject("pass_mark", Integer.class)))
                .one();
    }
}
