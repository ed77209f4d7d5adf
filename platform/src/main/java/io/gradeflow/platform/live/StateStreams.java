package io.gradeflow.platform.live;

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
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Streams of states. The states of all that is watched are asked for at once, only while somebody watches: so it doesn't matter which
 * instance changes them.
 *
 * @param <K> says what is watched
 */
public final class StateStreams<K> implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(250);

    private final Function<Set<K>, ? extends Map<K, ? extends LiveState>> look;
    private final EventStreams<StateStream<K>> streams;

    /** @param look gives the present states of what is watched; what is absent is watched no longer */
    public StateStreams(
            String name,
            InstantSource clock,
            EventStreams.Limits limits,
            Function<Set<K>, ? extends Map<K, ? extends LiveState>> look) {
        this.look = look;
        this.streams = new EventStreams<>(name, EVERY, clock, limits, (all, now) -> tell(all));
    }

    /**
     * @param expiresAt when the caller's token ends, and the stream with it
     * @throws ProblemException if the caller has too many streams here, or there are too many altogether
     */
    public Multi<OutboundSseEvent> open(K key, String caller, Instant expiresAt, Sse sse) {
        return streams.open(new StateStream<>(key, caller, expiresAt, sse));
    }

    @Override
    public void close() {
        streams.close();
    }

    private void tell(Set<StateStream<K>> all) {
        List<StateStream<K>> ready =
                all.stream().filter(StateStream::isListening).toList();
        if (!ready.isEmpty()) {
            Map<K, ? extends LiveState> states =
                    look.apply(ready.stream().map(StateStream::key).collect(Collectors.toSet()));
            ready.forEach(stream -> stream.tell(states.get(stream.key())));
        }
    }
}
