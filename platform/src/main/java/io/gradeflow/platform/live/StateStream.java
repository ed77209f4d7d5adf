package io.gradeflow.platform.live;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A client that watches a state. It is told nothing more until it has taken what it was told last, and then the newest state. All but
 * {@link #events} is called by one thread.
 */
final class StateStream<K> {

    private static final long RETRY_MILLIS = 3000;
    private static final Duration SUBSCRIBES_WITHIN = Duration.ofSeconds(30);

    private final K key;
    private final String caller;
    private final Instant expiresAt;
    private final Sse sse;
    private final long openedAt = System.nanoTime();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable MultiEmitter<? super OutboundSseEvent> client;
    private volatile boolean ended;
    private @Nullable LiveState told;
    private long sentAt = openedAt;
    private boolean opened;

    StateStream(K key, String caller, Instant expiresAt, Sse sse) {
        this.key = key;
        this.caller = caller;
        this.expiresAt = expiresAt;
        this.sse = sse;
    }

    K key() {
        return key;
    }

    String caller() {
        return caller;
    }

    /** To be subscribed to once. */
    Multi<OutboundSseEvent> events(Runnable subscribed, Runnable gone) {
        return Multi.createFrom()
                .<OutboundSseEvent>emitter(
                        emitter -> {
                            client = emitter;
                            if (ended) {
                                emitter.complete();
                            }
                            subscribed.run();
                        },
                        BackPressureStrategy.BUFFER)
                .onItem()
                .invoke(event -> waiting.decrementAndGet())
                .onTermination()
                .invoke(gone);
    }

    /** Whether the client took all it was sent, so that it can be told more. */
    boolean isReady() {
        return client != null && !ended && waiting.get() == 0;
    }

    /** Whether nobody came to take events, because the client had gone before the stream began. */
    boolean isForsaken() {
        return client == null && System.nanoTime() - openedAt > SUBSCRIBES_WITHIN.toNanos();
    }

    /** @param newest null where there is nothing to watch any more */
    void tell(@Nullable LiveState newest) {
        if (newest == null) {
            close();
        } else if (!newest.equals(told)) {
            told = newest;
            emit(sse.newEventBuilder().name(newest.event()).data(newest).build());
            if (newest.isLast()) {
                close();
            }
        }
    }

    /** Opens the stream, keeps it open while nothing happens, and ends it with the caller's token. */
    void keep(Instant now, Duration heartbeat) {
        if (client != null && !now.isBefore(expiresAt)) {
            close();
        } else if (isReady() && !opened) {
            opened = true;
            emit(sse.newEventBuilder()
                    .comment("live")
                    .reconnectDelay(RETRY_MILLIS)
                    .build());
        } else if (isReady() && System.nanoTime() - sentAt >= heartbeat.toNanos()) {
            emit(sse.newEventBuilder().comment("").build());
        }
    }

    /** Ends the stream without a word. */
    void close() {
        ended = true;
        MultiEmitter<? super OutboundSseEvent> emitter = client;
        if (emitter != null) {
            emitter.complete();
        }
    }

    private void emit(OutboundSseEvent event) {
        MultiEmitter<? super OutboundSseEvent> emitter = client;
        if (emitter != null) {
            waiting.incrementAndGet();
            sentAt = System.nanoTime();
            emitter.emit(event);
        }
    }
}
