package io.gradeflow.platform.live;

import io.gradeflow.platform.messaging.Relay;
import io.gradeflow.platform.problem.ErrorCode;
import io.gradeflow.platform.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All streams of one kind on this instance. One thread asks for the states of all that is watched at once, only while somebody
 * watches: so it doesn't matter which instance changes them, and a stream costs no thread.
 *
 * @param <K> says what is watched
 */
public final class StateStreams<K> implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(250);

    private final Function<Set<K>, ? extends Map<K, ? extends LiveState>> look;
    private final InstantSource clock;
    private final Limits limits;
    private final Set<StateStream<K>> streams = ConcurrentHashMap.newKeySet();
    private final Relay relay;

    /**
     * @param heartbeat how often a stream is sent something while nothing happens
     * @param mostOfOne how many one caller may have open
     * @param most how many there may be
     * @param tooMany what a caller is told who has too many
     * @param full what a caller is told when there are too many
     */
    public record Limits(Duration heartbeat, int mostOfOne, int most, ErrorCode tooMany, ErrorCode full) {}

    /** @param look gives the present states of what is watched; what is absent is watched no longer */
    public StateStreams(
            String name,
            InstantSource clock,
            Limits limits,
            Function<Set<K>, ? extends Map<K, ? extends LiveState>> look) {
        this.look = look;
        this.clock = clock;
        this.limits = limits;
        this.relay = Relay.start(name, EVERY, this::run);
    }

    /**
     * @param expiresAt when the caller's token ends, and the stream with it
     * @throws ProblemException if the caller has too many streams here, or there are too many altogether
     */
    public synchronized Multi<OutboundSseEvent> open(K key, String caller, Instant expiresAt, Sse sse) {
        if (streams.size() >= limits.most()) {
            throw new ProblemException(limits.full(), "Ask again without a stream, or try again in some seconds.")
                    .retryAfter(5);
        }
        long own =
                streams.stream().filter(other -> other.caller().equals(caller)).count();
        if (own >= limits.mostOfOne()) {
            throw new ProblemException(limits.tooMany(), "Close one of the " + limits.mostOfOne() + " that are open.")
                    .retryAfter(5);
        }
        StateStream<K> stream = new StateStream<>(key, caller, expiresAt, sse);
        streams.add(stream);
        return stream.events(relay::signal, () -> streams.remove(stream));
    }

    @Override
    public void close() {
        relay.close();
        streams.forEach(StateStream::close);
    }

    private boolean run() {
        streams.removeIf(StateStream::isForsaken);
        Instant now = clock.instant();
        streams.forEach(stream -> stream.keep(now, limits.heartbeat()));
        List<StateStream<K>> ready =
                streams.stream().filter(StateStream::isReady).toList();
        if (!ready.isEmpty()) {
            Map<K, ? extends LiveState> states =
                    look.apply(ready.stream().map(StateStream::key).collect(Collectors.toSet()));
            ready.forEach(stream -> stream.tell(states.get(stream.key())));
        }
        return false;
    }
}
