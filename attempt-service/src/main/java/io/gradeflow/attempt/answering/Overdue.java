package io.gradeflow.attempt.answering;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.Backlogs;
import io.gradeflow.platform.messaging.Backlogs.Backlog;
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
    private final String liveGroup;
    private final String slowGroup;

    Overdue(
            Jdbi jdbi,
            Backlogs backlogs,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.answers.overdue-after", defaultValue = "5M") Duration after,
            @ConfigProperty(name = "gradeflow.graders.live-group") String liveGroup,
            @ConfigProperty(name = "gradeflow.graders.slow-group") String slowGroup) {
        this.jdbi = jdbi;
        this.backlogs = backlogs;
        this.clock = clock;
        this.after = after;
        this.liveGroup = liveGroup;
        this.slowGroup = slowGroup;
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
        Optional<Backlog> live = backlogs.ofGroup(Topic.ANSWERS_SUBMITTED, liveGroup);
        Optional<Backlog> slow = backlogs.ofGroup(Topic.ANSWERS_RESUBMITTED, slowGroup);
        Optional<Backlog> graded = backlogs.ofStored(Topic.ANSWERS_GRADED);
        Optional<Backlog> regraded = backlogs.ofStored(Topic.ANSWERS_REGRADED);
        if (live.isEmpty() || slow.isEmpty() || !isNearlyDone(graded, latest) || !isNearlyDone(regraded, latest)) {
            return Optional.empty();
        }
        return Optional.of(earliest(latest, earliest(before(live.get(), latest), before(slow.get(), latest))));
    }

    private boolean isAnyAwaitedSince(Instant latest) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM answer WHERE awaiting AND NOT superseded AND sent_at < :latest)
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
