package io.gradeflow.attempt.live;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A client that watches an attempt. Events wait for a slow client, at most those that were news at once: nothing is read for it
 * until it has taken them, and then the newest state. All but {@link #events} is called by one thread.
 */
final class Watch {

    private static final long RETRY_MILLIS = 3000;
    private static final Duration SUBSCRIBES_WITHIN = Duration.ofSeconds(30);

    private final UUID attemptId;
    private final String viewerId;
    private final Instant expiresAt;
    private final Sse sse;
    private final Progress progress;
    private final long openedAt = System.nanoTime();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable MultiEmitter<? super OutboundSseEvent> client;
    private long lastSentAt;
    private long read = SnapshotReader.NOTHING;
    private boolean hiddenElsewhere;
    private boolean opened;
    private boolean ended;

    /** @param heard see {@link Progress} */
    Watch(UUID attemptId, String viewerId, Instant expiresAt, @Nullable Long heard, Sse sse) {
        this.attemptId = attemptId;
        this.viewerId = viewerId;
        this.expiresAt = expiresAt;
        this.progress = new Progress(heard);
        this.sse = sse;
    }

    UUID attemptId() {
        return attemptId;
    }

    String viewerId() {
        return viewerId;
    }

    /** To be subscribed to once. */
    Multi<OutboundSseEvent> events(Runnable subscribed, Runnable gone) {
        return Multi.createFrom()
                .<OutboundSseEvent>emitter(
                        emitter -> {
                            client = emitter;
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

    /** @param again whether what may be told because of other attempts is to be looked at anew, too */
    long readUpTo(boolean again) {
        return again && hiddenElsewhere ? SnapshotReader.NOTHING : read;
    }

    /** Tells what is news in a snapshot, and ends the stream when nothing can follow. */
    void take(Snapshot snapshot, Instant now) {
        read = snapshot.change();
        hiddenElsewhere = snapshot.examElsewhere();
        List<Progress.Told> told = progress.advance(snapshot, now);
        for (Progress.Told one : told) {
            send(one.event(), one.id());
        }
        if (snapshot.isComplete()) {
            end(LiveEvent.End.Reason.COMPLETE);
        }
    }

    /** Opens the stream, keeps it open while nothing happens, and ends it with the caller's token. */
    void keep(Instant now, Duration heartbeat) {
        if (client != null && !ended && !now.isBefore(expiresAt)) {
            end(LiveEvent.End.Reason.TOKEN_EXPIRED);
        } else if (isReady() && !opened) {
            opened = true;
            emit(sse.newEventBuilder()
                    .comment("live")
                    .reconnectDelay(RETRY_MILLIS)
                    .build());
        } else if (isReady() && System.nanoTime() - lastSentAt >= heartbeat.toNanos()) {
            emit(sse.newEventBuilder().comment("").build());
        }
    }

    /** Ends the stream without a word: the client comes back, to another instance. */
    void close() {
        ended = true;
        MultiEmitter<? super OutboundSseEvent> emitter = client;
        if (emitter != null) {
            emitter.complete();
        }
    }

    private void end(LiveEvent.End.Reason reason) {
        send(new LiveEvent.End(reason), null);
        close();
    }

    private void send(LiveEvent event, @Nullable Long id) {
        OutboundSseEvent.Builder builder =
                sse.newEventBuilder().name(event.name()).data(event.data());
        emit((id == null ? builder : builder.id(Long.toString(id))).build());
    }

    private void emit(OutboundSseEvent event) {
        MultiEmitter<? super OutboundSseEvent> emitter = client;
        if (emitter != null) {
            waiting.incrementAndGet();
            lastSentAt = System.nanoTime();
            emitter.emit(event);
        }
    }
}
