package io.gradeflow.analytics.live;

import io.gradeflow.analytics.AnalyticsError;
import io.gradeflow.analytics.facts.Snapshot;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.LogEnds;
import io.gradeflow.analytics.topics.FiguresNow;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.platform.tracing.Spans;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is watched: looks where the tables stand, and only if they have moved, at whose events have passed; the views of these
 * are read in one snapshot, what they have in common once. All but {@link #first} is called by one thread.
 */
@ApplicationScoped
class WatchedViews {

    private final Jdbi jdbi;
    private final Freshness freshness;
    private final PassedEvents events;
    private final Duration every;
    private final Map<TopicView, WatchedView> views = new HashMap<>();
    private @Nullable Stand seen;
    private long askedAt = System.nanoTime();

    /**
     * What came of a look.
     *
     * @param over what can't be told any more, and why
     * @param reach how far figures reach; empty where nobody had to know
     */
    private record Look(Map<TopicView, StreamEnd.Reason> over, Optional<Freshness.Reach> reach, long number) {}

    WatchedViews(
            Jdbi jdbi,
            Freshness freshness,
            PassedEvents events,
            @ConfigProperty(name = "gradeflow.live.every", defaultValue = "1S") Duration every) {
        this.jdbi = jdbi;
        this.freshness = freshness;
        this.events = events;
        this.every = every;
    }

    /** @throws ProblemException if there is no such topic, or the caller may not see the cohort */
    Reading first(TopicView view) {
        Optional<LogEnds> ends = freshness.ends();
        return Snapshot.read(
                jdbi,
                handle -> new Reading(
                        view.read(new FiguresNow(handle, freshness.reach(handle, ends))),
                        Stand.of(handle).number()));
    }

    /** Brings the views of all streams that there are to what the tables hold, and tells the streams. */
    void look(Collection<TopicStream> streams) {
        if (streams.isEmpty()) {
            forget();
            return;
        }
        streams.forEach(stream -> stream.arrival()
                .ifPresent(first -> views.computeIfAbsent(stream.view(), view -> new WatchedView(view, first))
                        .offer(first)));
        views.keySet().retainAll(streams.stream().map(TopicStream::view).collect(Collectors.toSet()));
        List<TopicStream> ready =
                streams.stream().filter(stream -> stream.isReady(every)).toList();
        if (ready.isEmpty()) {
            return;
        }
        Instant begun = Instant.now();
        Look look = Snapshot.read(jdbi, handle -> look(handle, ready));
        streams.forEach(stream -> {
            StreamEnd.Reason reason = look.over().get(stream.view());
            if (reason != null) {
                stream.end(reason);
            }
        });
        for (TopicStream stream : ready) {
            WatchedView view = views.get(stream.view());
            if (view != null && !look.over().containsKey(stream.view())) {
                stream.tell(view.newest());
                Spans.done("topics tell", view.told(), begun);
                if (!view.isBehind() && stream.isUnsettled()) {
                    look.reach().ifPresent(reach -> stream.settle(reach, look.number()));
                }
            }
        }
    }

    /** Lets go of everything, as nobody watches. */
    void forget() {
        views.clear();
        seen = null;
        events.close();
    }

    private Look look(Handle handle, List<TopicStream> ready) {
        Stand stand = Stand.of(handle);
        Stand before = seen;
        Passed passed = before == null ? Passed.anything() : events.between(before, stand);
        views.values().forEach(view -> view.passed(passed, stand.number()));
        seen = stand;
        Map<TopicView, WatchedView> due = new HashMap<>();
        for (TopicStream stream : ready) {
            WatchedView view = views.get(stream.view());
            if (view != null && view.isDue(every)) {
                due.put(stream.view(), view);
            }
        }
        boolean unsettled =
                System.nanoTime() - askedAt >= every.toNanos() && ready.stream().anyMatch(TopicStream::isUnsettled);
        if (due.isEmpty() && !unsettled) {
            return new Look(Map.of(), Optional.empty(), stand.number());
        }
        askedAt = System.nanoTime();
        // Asked for after the snapshot was taken: where nothing waits now, nothing waited then.
        Freshness.Reach reach = freshness.reach(handle, freshness.ends());
        return new Look(read(handle, due, reach, stand.number()), Optional.of(reach), stand.number());
    }

    /** @return those that can't be told any more, and why */
    private static Map<TopicView, StreamEnd.Reason> read(
            Handle handle, Map<TopicView, WatchedView> due, Freshness.Reach reach, long number) {
        FiguresNow now = new FiguresNow(handle, reach);
        Map<TopicView, StreamEnd.Reason> over = new HashMap<>();
        due.forEach((view, watched) -> {
            try {
                watched.read(now, number);
            } catch (ProblemException e) {
                over.put(
                        view,
                        e.code() == AnalyticsError.EXAM_OPEN ? StreamEnd.Reason.EXAM_OPEN : StreamEnd.Reason.GONE);
            }
        });
        return over;
    }
}
