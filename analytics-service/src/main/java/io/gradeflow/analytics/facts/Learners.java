package io.gradeflow.analytics.facts;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The one lock of those who apply grades or endings: a row a learner. See ADR 19. */
final class Learners {

    /**
     * Rows that are missing are made in the same pass, in the order of ids: in a pass of their own, one side would hold a new row
     * and wait for an old one while another does the reverse. {@code WHERE false} locks a row and leaves it as it is.
     */
    private static final String HOLD = """
            INSERT INTO learner AS held (learner_id)
            SELECT DISTINCT learner_id COLLATE "C" AS learner_id FROM unnest(:learners) AS told (learner_id)
            ORDER BY learner_id
            ON CONFLICT (learner_id) DO UPDATE SET learner_id = held.learner_id WHERE false
            """;

    private Learners() {}

    /**
     * Until the transaction ends, nobody else changes a fact or an attempt of these learners. A statement that begins after this
     * sees all that others did before.
     */
    static void hold(Handle handle, List<String> learnerIds) {
        handle.createUpdate(HOLD)
                .bindArray("learners", String.class, learnerIds)
                .execute();
    }
}
