package io.gradeflow.attempt.live;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.platform.live.EventStreams;
import io.gradeflow.platform.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * All that is watched on this instance. The database is asked for all watched attempts at once, only while somebody watches: so it
 * doesn't matter which instance took the grade.
 */
@Startup
@ApplicationScoped
class Watches {

    private static final Duration EVERY = Duration.ofMillis(200);

    /** Each how manieth time attempts are looked at anew that are hidden because of another one, whose end is no change of theirs. */
    private static final int AGAIN = 5;

    private final SnapshotReader reader;
    private final EventStreams<Watch> streams;
    private int round;

    Watches(
            SnapshotReader reader,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.live.heartbeat", defaultValue = "15S") Duration heartbeat,
            @ConfigProperty(name = "gradeflow.live.streams-per-caller", defaultValue = "5") int mostOfOne,
            @ConfigProperty(name = "gradeflow.live.streams", defaultValue = "5000") int most) {
        this.reader = reader;
        this.streams = new EventStreams<>(
                "live",
                EVERY,
                clock,
                new EventStreams.Limits(
                        heartbeat,
                        mostOfOne,
                        most,
                        AttemptError.TOO_MANY_STREAMS,
                        AttemptError.STREAMS_FULL,
                        "Read the attempt itself meanwhile, or try again in some seconds."),
                this::look);
    }

    void stop(@Observes ShutdownEvent event) {
        streams.close();
    }

    /** @throws ProblemException with 429 if the caller has too many streams here, with 503 if there are too many altogether */
    Multi<OutboundSseEvent> open(Watch watch) {
        return streams.open(watch);
    }

    private void look(Set<Watch> watches, Instant now) {
        List<Watch> ready = watches.stream().filter(Watch::isListening).toList();
        if (ready.isEmpty()) {
            return;
        }
        boolean again = round++ % AGAIN == 0;
        Map<UUID, Long> read = new HashMap<>();
        ready.forEach(watch -> read.merge(watch.attemptId(), watch.readUpTo(again), Math::min));
        Map<UUID, Snapshot> changed = reader.changedSince(read);
        for (Watch watch : ready) {
            Snapshot snapshot = changed.get(watch.attemptId());
            if (snapshot != null) {
                watch.take(snapshot, now);
            }
        }
    }
}
