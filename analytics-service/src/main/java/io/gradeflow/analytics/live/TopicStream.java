package io.gradeflow.analytics.live;

import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.topics.TopicAccuracy;
import io.gradeflow.analytics.topics.TopicChanges;
import io.gradeflow.platform.live.EventStream;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client that watches topic figures. It is told nothing more until it has taken what it was told last, and then the newest
 * state.
 */
final class TopicStream extends EventStream {

    private final TopicView view;
    private final Reading first;
    private @Nullable Reading told;
    private long toldAt;
    private boolean hasToldAnything;
    private boolean arrived;

    /** @param heard the number that the client brings; null where it starts anew */
    TopicStream(TopicView view, String viewerId, Instant expiresAt, @Nullable Long heard, Reading first, Sse sse) {
        super(viewerId, expiresAt, sse);
        this.view = view;
        this.first = first;
        this.told = heard != null && heard == first.number() ? first : null;
    }

    TopicView view() {
        return view;
    }

    /** What was read when it was opened, for whoever asks first. */
    Optional<Reading> arrival() {
        boolean isFirst = !arrived;
        arrived = true;
        return isFirst ? Optional.of(first) : Optional.empty();
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

    /** Ends the stream for a reason that the client is told. */
    void end(StreamEnd.Reason reason) {
        emit(event().name("end").data(new StreamEnd(reason)));
        close();
    }

    @Override
    protected void expire() {
        end(StreamEnd.Reason.TOKEN_EXPIRED);
    }

    private static boolean isSettled(Freshness.@Nullable Pending pending) {
        return pending != null && pending.live() == 0 && pending.slow() == 0;
    }

    private void send(String name, TopicAccuracy figures, long number) {
        hasToldAnything = true;
        toldAt = System.nanoTime();
        emit(event().id(Long.toString(number)).name(name).data(figures));
    }
}
