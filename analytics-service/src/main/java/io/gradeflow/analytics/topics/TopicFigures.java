package io.gradeflow.analytics.topics;

import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.LogEnds;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Reads topic figures. */
@ApplicationScoped
public class TopicFigures {

    private final Jdbi jdbi;
    private final Freshness freshness;

    TopicFigures(Jdbi jdbi, Freshness freshness) {
        this.jdbi = jdbi;
        this.freshness = freshness;
    }

    /** @throws ProblemException with 404 if the bank has no such topic, with 403 if the cohort is none of the learner's */
    TopicAccuracy of(UUID bank, View view, TopicFilter filter) {
        // The ends are asked for before the figures are read: where nothing waits, the figures hold all that stood
        // there.
        Optional<LogEnds> ends = freshness.ends();
        return inSnapshot(handle -> new FiguresNow(handle, freshness.reach(handle, ends)).of(bank, view, filter));
    }

    /**
     * Reads in one snapshot. A rebuild puts other tables in the place of those that are read: it waits for this, or this for it, so
     * that no snapshot meets a table that is younger than itself. Locked in the order in which a rebuild locks them.
     */
    public <R> R inSnapshot(Function<Handle, R> reading) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            handle.execute("""
                    LOCK TABLE answer_fact, question_day_rollup, question_time_rollup, question_day_time_rollup, question_rollup
                    IN ACCESS SHARE MODE
                    """);
            return reading.apply(handle);
        });
    }
}
