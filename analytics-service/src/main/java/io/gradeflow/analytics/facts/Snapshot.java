package io.gradeflow.analytics.facts;

import io.gradeflow.platform.database.Transactions;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reading facts, endings and sums as they stand at one moment. */
public final class Snapshot {

    private Snapshot() {}

    /**
     * Reads in one snapshot. A rebuild puts other tables in the place of those that are read: it waits for this, or this for it, so
     * that no snapshot meets a table that is younger than itself. Locked in the order in which a rebuild locks them.
     */
    public static <R> R read(Jdbi jdbi, Function<Handle, R> reading) {
        return Transactions.atOneMoment(jdbi, handle -> {
            handle.execute("""
                    LOCK TABLE attempt, answer_fact, question_day_rollup, question_rollup IN ACCESS SHARE MODE
                    """);
            return reading.apply(handle);
        });
    }
}
