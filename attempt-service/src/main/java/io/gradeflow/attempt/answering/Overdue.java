package io.gradeflow.attempt.answering;

import io.gradeflow.platform.messaging.Backlogs;
import io.gradeflow.platform.messaging.Backlogs.Backlog;
import io.gradeflow.platform.messaging.GradingLanes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/**
 * Tells the grades that take long from those that never come. What still waits for the graders, or stands graded in a topic and
 * waits for this service, is on its way however long it takes, and sending it again would only make it wait longer.
 */
@ApplicationScoped
class Overdue {

    /** Between the clocks of the instances, which mark what they sent, and those that date its records. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);

    private final Jdbi jdbi;
    private final Backlogs backlogs;
    private final InstantSource clock;
    private final Duration after;
    private final GradingLanes lanes;

    Overdue(
            Jdbi jdbi,
            Backlogs backlogs,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.answers.overdue-after", defaultValue = "5M") Duration after,
            GradingLanes lanes) {
        this.jdbi = jdbi;
        this.backlogs = backlogs;
        this.clock = clock;
        this.after = after;
        this.lanes = lanes;
    }

    /**
     * Before when an answer must have been sent so that its grade, if it is awaited still, is lost: some minutes ago, and before
     * all that waits for the graders.
     *
     * @return empty where none is awaited for so long, while the broker doesn't say, or while grades that old wait for this service
     */
    Optional<Instant> sentBefore() {
        Instant latest = clock.instant().minus(after);
        if (!isAnyAwaitedSince(latest)) {
            return Optional.empty();
        }
        // The answers first: one that is graded after this look is found among the grades.
        Instant earliest = latest;
        for (GradingLanes.Way lane : lanes.all()) {
            Optional<Backlog> answers = backlogs.ofGroup(lane.submitted(), lane.group());
            if (answers.isEmpty()) {
                return Optional.empty();
            }
            earliest = earliest(earliest, before(answers.get(), latest));
        }
        boolean gradesAreNearlyDone =
                lanes.all().stream().allMatch(lane -> isNearlyDone(backlogs.ofStored(lane.graded()), latest));
        return gradesAreNearlyDone ? Optional.of(earliest) : Optional.empty();
    }

    private boolean isAnyAwaitedSince(Instant latest) {
        return jdbi.withHandle(handle -> KeySweep.isAnySweptBefore(handle, latest)
                || handle.createQuery("""
                        SELECT EXISTS (SELECT FROM answer WHERE awaiting AND NOT superseded AND NOT erased AND sent_at < :latest)
                        """)
                        .bind("latest", Timestamp.from(latest))
                        .mapTo(boolean.class)
                        .one());
    }

    private static boolean isNearlyDone(Optional<Backlog> grades, Instant latest) {
        return grades.isPresent() && !before(grades.get(), latest).isBefore(latest);
    }

    private static Instant before(Backlog backlog, Instant latest) {
        return backlog.oldest() == null ? latest : backlog.oldest().minus(CLOCKS_APART);
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
