package io.gradeflow.analytics.live;

import io.gradeflow.analytics.AnalyticsError;
import io.gradeflow.platform.live.EventStreams;
import io.gradeflow.platform.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** All streams of this instance. */
@Startup
@ApplicationScoped
class TopicStreams {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final WatchedViews views;
    private final EventStreams<TopicStream> streams;

    TopicStreams(
            WatchedViews views,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.live.heartbeat", defaultValue = "15S") Duration heartbeat,
            @ConfigProperty(name = "gradeflow.live.streams-per-caller", defaultValue = "5") int mostOfOne,
            @ConfigProperty(name = "gradeflow.live.streams", defaultValue = "2000") int most) {
        this.views = views;
        this.streams = new EventStreams<>(
                "topic-streams",
                LOOK_EVERY,
                clock,
                new EventStreams.Limits(
                        heartbeat,
                        mostOfOne,
                        most,
                        AnalyticsError.TOO_MANY_STREAMS,
                        AnalyticsError.STREAMS_FULL,
                        "Ask GET /api/v1/analytics/topics meanwhile, or try again in some seconds."),
                (all, now) -> views.look(all));
    }

    void stop(@Observes ShutdownEvent event) {
        streams.close();
        views.forget();
    }

    /** @throws ProblemException with 429 if the caller has too many streams here, with 503 if there are too many altogether */
    void requireRoom(String caller) {
        streams.requireRoom(caller);
    }

    /** @throws ProblemException as {@link #requireRoom} */
    Multi<OutboundSseEvent> open(TopicStream stream) {
        return streams.open(stream);
    }
}
