package io.gradeflow.analytics.live;

import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.topics.TopicAccuracy;
import io.gradeflow.analytics.topics.TopicChanges;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A client that watches topic figures. It is told nothing more until it has taken what it was told last, and then the newest
 * state. All but {@link #events} is called by one thread.
 */
final class TopicStream {

    private static final long RETRY_MILLIS = 3000;
    private static final Duration SUBSCRIBES_WITHIN = Duration.ofSeconds(30);

    private final TopicView view;
    private final String viewerId;
    private final Instant expiresAt;
    private final Reading first;
    private final Sse sse;
    private final long openedAt = System.nanoTime();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable MultiEmitter<? super OutboundSseEvent> client;
    private @Nullable Reading told;
    private long toldAt;
    private boolean hasToldAnything;
    private long sentAt = System.nanoTime();
    private boolean arrived;
    private boolean opened;
    private volatile boolean ended;

    /** @param heard the number that the client brings; null where it starts anew */
    TopicStream(TopicView view, String viewerId, Instant expiresAt, @Nullable Long heard, Reading first, Sse sse) {
        this.view = view;
        this.viewerId = viewerId;
        this.expiresAt = expiresAt;
        this.first = first;
        this.told = heard != null && heard == first.number() ? first : null;
        this.sse = sse;
    }

    TopicView view() {
        return view;
    }

    String viewerId() {
        return viewerId;
    }

    /** What was read when it was opened, for whoever asks first. */
    Optional<Reading> arrival() {
        boolean isFirst = !arrived;
        arrived = true;
        return isFirst ? Optional.of(first) : Optional.empty();
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

    /** Whether it can be told something now: the client took all it was sent, and some time has passed since the last event. */
    boolean isReady(Duration every) {
        return isListening() && (!hasToldAnything || System.nanoTime() - toldAt >= every.toNanos());
    }

    /** Whether it was told that something is on its way to the figures, or that nobody knows. */
    boolean isUnsettled() {
        Reading last = told;
        return last != null && !isSettled(last.figures().pending());
    }

    /** Whether nobody came to take events, because the client had gone before the stream began. */
    boolean isForsaken() {
        return client == null && System.nanoTime() - openedAt > SUBSCRIBES_WITHIN.toNanos();
    }

    /** Tells what is news in the newest reading, if anything is. */
    void tell(Reading newest) {
        Reading last = told;
        if (last == newest) {
            return;
        }
        if (last == null || !TopicChanges.fit(last.figures(), newest.figures())) {
            send("figures", newest.figures(), newest.number());
            told = newest;
        } else {
            TopicAccuracy changes = TopicChanges.between(last.figures(), newest.figures());
            if (TopicChanges.isAny(last.figures(), changes)) {
                send("changes", changes, newest.number());
                told = newest;
            }
        }
    }

    /** Tells that nothing is on its way any more, if that is so. What was told last is what the figures are. */
    void settle(Freshness.Reach reach, long number) {
        Reading last = told;
        if (last != null && isSettled(reach.pending())) {
            TopicAccuracy settled = last.figures().reaching(reach);
            send("changes", TopicChanges.between(settled, settled), number);
            told = new Reading(settled, number);
        }
    }

    /** Opens the stream, keeps it open while nothing happens, and ends it with the caller's token. */
    void keep(Instant now, Duration heartbeat) {
        if (client != null && !ended && !now.isBefore(expiresAt)) {
            end(StreamEnd.Reason.TOKEN_EXPIRED);
        } else if (isListening() && !opened) {
            opened = true;
            emit(sse.newEventBuilder()
                    .comment("live")
                    .reconnectDelay(RETRY_MILLIS)
                    .build());
        } else if (isListening() && System.nanoTime() - sentAt >= heartbeat.toNanos()) {
            emit(sse.newEventBuilder().comment("").build());
        }
    }

    /** Ends the stream for a reason that the client is told. */
    void end(StreamEnd.Reason reason) {
        emit(sse.newEventBuilder().name("end").data(new StreamEnd(reason)).build());
        close();
    }

    /** Ends the stream without a word: the client comes back, to another instance. */
    void close() {
        ended = true;
        MultiEmitter<? super OutboundSseEvent> emitter = client;
        if (emitter != null) {
            emitter.complete();
        }
    }

    private boolean isListening() {
        return client != null && !ended && waiting.get() == 0;
    }

    private static boolean isSettled(Freshness.@Nullable Pending pending) {
        return pending != null && pending.live() == 0 && pending.slow() == 0;
    }

    private void send(String name, TopicAccuracy figures, long number) {
        hasToldAnything = true;
        toldAt = System.nanoTime();
        emit(sse.newEventBuilder()
                .id(Long.toString(number))
                .name(name)
                .data(figures)
                .build());
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
