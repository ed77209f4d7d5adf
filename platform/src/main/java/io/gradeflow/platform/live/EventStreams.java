package io.gradeflow.platform.live;

import io.gradeflow.platform.messaging.Relay;
import io.gradeflow.platform.problem.ErrorCode;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All streams of one kind on this instance. One thread looks for all of them at intervals, so that a stream costs no thread. */
public final class EventStreams<S extends EventStream> implements AutoCloseable {

    /**
     * @param heartbeat how often a stream is sent something while nothing happens
     * @param mostOfOne how many one caller may have open
     * @param most how many there may be
     * @param tooMany what a caller is told who has too many
     * @param full what a caller is told when there are too many
     * @param meanwhile the sentence that says what to do then
     */
    public record Limits(
            Duration heartbeat, int mostOfOne, int most, ErrorCode tooMany, ErrorCode full, String meanwhile) {}

    /** Tells streams what is news. */
    @FunctionalInterface
    public interface Look<S> {
        /** @param streams all there are, maybe none */
        void tell(Set<S> streams, Instant now);
    }

    private final InstantSource clock;
    private final Limits limits;
    private final Look<S> look;
    private final Set<S> streams = ConcurrentHashMap.newKeySet();
    private final Relay relay;

    /** Starts the thread; the first look is at once. */
    public EventStreams(String name, Duration every, InstantSource clock, Limits limits, Look<S> look) {
        this.clock = clock;
        this.limits = limits;
        this.look = look;
        this.relay = Relay.start(name, every, this::run);
    }

    /** @throws ProblemException if the caller has too many streams here, or there are too many altogether */
    public void requireRoom(String caller) {
        if (streams.size() >= limits.most()) {
            throw new ProblemException(limits.full(), limits.meanwhile()).retryAfter(5);
        }
        long own =
                streams.stream().filter(other -> other.caller().equals(caller)).count();
        if (own >= limits.mostOfOne()) {
            throw new ProblemException(limits.tooMany(), "Close one of the " + limits.mostOfOne() + " that are open.")
                    .retryAfter(5);
        }
    }

    /** @throws ProblemException as {@link #requireRoom} */
    public synchronized Multi<OutboundSseEvent> open(S stream) {
        requireRoom(stream.caller());
        streams.add(stream);
        return stream.events(relay::signal, () -> streams.remove(stream));
    }

    /** Ends all streams; their clients come back, to another instance. */
    @Override
    public void close() {
        relay.close();
        streams.forEach(EventStream::close);
    }

    private boolean run() {
        streams.removeIf(EventStream::isForsaken);
        Instant now = clock.instant();
        streams.forEach(stream -> stream.keep(now, limits.heartbeat()));
        look.tell(Set.copyOf(streams), now);
        return false;
    }
}
