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
 * A client of server-sent events. What is told waits for a slow client, so it should be told nothing more until it
 * {@linkplain #isListening listens} again. All but {@link #events} is called by one thread.
 */
public abstract class EventStream {

    private static final long RETRY_MILLIS = 3000;
    private static final Duration SUBSCRIBES_WITHIN = Duration.ofSeconds(30);

    private final String caller;
    private final Instant expiresAt;
    private final Sse sse;
    private final long openedAt = System.nanoTime();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable MultiEmitter<? super OutboundSseEvent> client;
    private volatile boolean ended;
    private long sentAt = openedAt;
    private boolean opened;

    /** @param expiresAt when the caller's token ends, and the stream with it */
    protected EventStream(String caller, Instant expiresAt, Sse sse) {
        this.caller = caller;
        this.expiresAt = expiresAt;
        this.sse = sse;
    }

    final String caller() {
        return caller;
    }

    /** To be subscribed to once. */
    final Multi<OutboundSseEvent> events(Runnable subscribed, Runnable gone) {
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
    public final boolean isListening() {
        return client != null && !ended && waiting.get() == 0;
    }

    /** Whether nobody came to take events, because the client had gone before the stream began. */
    final boolean isForsaken() {
        return client == null && System.nanoTime() - openedAt > SUBSCRIBES_WITHIN.toNanos();
    }

    /** Opens the stream, keeps it open while nothing happens, and ends it with the caller's token. */
    final void keep(Instant now, Duration heartbeat) {
        if (client != null && !ended && !now.isBefore(expiresAt)) {
            expire();
        } else if (isListening() && !opened) {
            opened = true;
            emit(event().comment("live").reconnectDelay(RETRY_MILLIS));
        } else if (isListening() && System.nanoTime() - sentAt >= heartbeat.toNanos()) {
            emit(event().comment(""));
        }
    }

    /** Ends the stream as the caller's token has expired; without a word, unless a kind of stream has one for it. */
    protected void expire() {
        close();
    }

    /** Ends the stream without a word: the client comes back, to another instance. */
    protected final void close() {
        ended = true;
        MultiEmitter<? super OutboundSseEvent> emitter = client;
        if (emitter != null) {
            emitter.complete();
        }
    }

    protected final OutboundSseEvent.Builder event() {
        return sse.newEventBuilder();
    }

    protected final void emit(OutboundSseEvent.Builder event) {
        MultiEmitter<? super OutboundSseEvent> emitter = client;
        if (emitter != null) {
            waiting.incrementAndGet();
            sentAt = System.nanoTime();
            emitter.emit(event.build());
        }
    }
}
