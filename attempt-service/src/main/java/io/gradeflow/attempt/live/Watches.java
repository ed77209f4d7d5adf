package io.gradeflow.attempt.live;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.platform.messaging.Relay;
import io.gradeflow.platform.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
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
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * All that is watched on this instance. One thread asks the database for all watched attempts at once, only while somebody
 * watches: so it doesn't matter which instance took the grade, and a stream costs no thread.
 */
@ApplicationScoped
class Watches {

    private static final Duration EVERY = Duration.ofMillis(200);

    /** Each how manieth time attempts are looked at anew that are hidden because of another one, whose end is no change of theirs. */
    private static final int AGAIN = 5;

    private final SnapshotReader reader;
    private final InstantSource clock;
    private final Duration heartbeat;
    private final int mostOfOne;
    private final int most;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private @Nullable Relay relay;
    private int round;

    Watches(
            SnapshotReader reader,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.live.heartbeat", defaultValue = "15S") Duration heartbeat,
            @ConfigProperty(name = "gradeflow.live.streams-per-caller", defaultValue = "5") int mostOfOne,
            @ConfigProperty(name = "gradeflow.live.streams", defaultValue = "5000") int most) {
        this.reader = reader;
        this.clock = clock;
        this.heartbeat = heartbeat;
        this.mostOfOne = mostOfOne;
        this.most = most;
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("live", EVERY, this::look);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
        watches.forEach(Watch::close);
    }

    /** @throws ProblemException with 429 if the caller has too many streams here, with 503 if there are too many altogether */
    synchronized Multi<OutboundSseEvent> open(Watch watch) {
        if (watches.size() >= most) {
            throw new ProblemException(
                            AttemptError.STREAMS_FULL,
                            "Read the attempt itself meanwhile, or try again in some seconds.")
                    .retryAfter(5);
        }
        long own = watches.stream()
                .filter(other -> other.viewerId().equals(watch.viewerId()))
                .count();
        if (own >= mostOfOne) {
            throw new ProblemException(
                            AttemptError.TOO_MANY_STREAMS, "Close one of the " + mostOfOne + " that are open.")
                    .retryAfter(5);
        }
        watches.add(watch);
        return watch.events(this::signal, () -> watches.remove(watch));
    }

    private void signal() {
        if (relay != null) {
            relay.signal();
        }
    }

    private boolean look() {
        watches.removeIf(Watch::isForsaken);
        Instant now = clock.instant();
        watches.forEach(watch -> watch.keep(now, heartbeat));
        List<Watch> ready = watches.stream().filter(Watch::isReady).toList();
        if (ready.isEmpty()) {
            return false;
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
        return false;
    }
}
