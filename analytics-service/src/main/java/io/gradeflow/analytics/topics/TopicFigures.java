package io.gradeflow.analytics.topics;

import io.gradeflow.analytics.facts.Snapshot;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.LogEnds;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Reads topic figures. */
@ApplicationScoped
class TopicFigures {

    private final Jdbi jdbi;
    private final Freshness freshness;

    TopicFigures(Jdbi jdbi, Freshness freshness) {
        this.jdbi = jdbi;
        this.freshness = freshness;
    }

    /** @throws ProblemException as {@link FiguresNow#of} */
    TopicAccuracy of(UUID bank, View view, TopicFilter filter) {
        // The ends are asked for before the figures are read: where nothing waits, the figures hold all that stood
        // there.
        Optional<LogEnds> ends = freshness.ends();
        return Snapshot.read(
                jdbi, handle -> new FiguresNow(handle, freshness.reach(handle, ends)).of(bank, view, filter));
    }
}
