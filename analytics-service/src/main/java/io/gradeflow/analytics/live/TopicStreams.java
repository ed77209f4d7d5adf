package io.gradeflow.analytics.live;

import io.gradeflow.analytics.AnalyticsError;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** All streams of this instance. One thread looks for all of them, only while there are some; a stream costs no thread. */
@ApplicationScoped
class TopicStreams {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final WatchedViews views;
    private final InstantSource clock;
    private final Duration heartbeat;
    private final int mostOfOne;
    private final int most;
    private final Set<TopicStream> streams = ConcurrentHashMap.newKeySet();
    private @Nullable Relay relay;

    TopicStreams(
            WatchedViews views,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.live.heartbeat", defaultValue = "15S") Duration heartbeat,
            @ConfigProperty(name = "gradeflow.live.streams-per-caller", defaultValue = "5") int mostOfOne,
            @ConfigProperty(name = "gradeflow.live.streams", defaultValue = "2000") int most) {
        this.views = views;
        this.clock = clock;
        this.heartbeat = heartbeat;
        this.mostOfOne = mostOfOne;
        this.most = most;
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("topic-streams", LOOK_EVERY, this::look);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
        streams.forEach(TopicStream::close);
        views.forget();
    }

    /** @throws ProblemException with 429 if the caller has too many streams here, with 503 if there are too many altogether */
    void requireRoom(String caller) {
        if (streams.size() >= most) {
            throw new ProblemException(
                            AnalyticsError.STREAMS_FULL,
                            "Ask GET /api/v1/analytics/topics meanwhile, or try again in some seconds.")
                    .retryAfter(5);
        }
        long own = streams.stream()
                .filter(other -> other.viewerId().equals(caller))
                .count();
        if (own >= mostOfOne) {
            throw new ProblemException(
                            AnalyticsError.TOO_MANY_STREAMS, "Close one of the " + mostOfOne + " that are open.")
                    .retryAfter(5);
        }
    }

    /** @throws ProblemException as {@link #requireRoom} */
    synchronized Multi<OutboundSseEvent> open(TopicStream stream) {
        requireRoom(stream.viewerId());
        streams.add(stream);
        return stream.events(this::signal, () -> streams.remove(stream));
    }

    private void signal() {
        if (relay != null) {
            relay.signal();
        }
    }

    private boolean look() {
        streams.removeIf(TopicStream::isForsaken);
        Instant now = clock.instant();
        streams.forEach(stream -> stream.keep(now, heartbeat));
        views.look(Set.copyOf(streams));
        return false;
    }
}
