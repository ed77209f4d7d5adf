package io.gradeflow.analytics.live;

import io.gradeflow.analytics.topics.FiguresNow;
import io.gradeflow.analytics.topics.TopicAccuracy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A view that somebody watches, with its newest reading, which all who watch it share. For one thread. */
final class WatchedView {

    /** What may have changed since the newest reading. */
    private enum Behind {
        NOTHING,
        COHORTS_BESIDE,
        ANYTHING
    }

    private final TopicView view;
    private Reading newest;
    private Behind behind = Behind.ANYTHING;
    private long readAt = System.nanoTime();
    /** Places in traces, of what has passed and is not read yet, and of what the newest reading has and nobody was told. */
    private final List<String> passed = new ArrayList<>(0);

    private final List<String> read = new ArrayList<>(0);

    WatchedView(TopicView view, Reading first) {
        this.view = view;
        this.newest = first;
    }

    Reading newest() {
        return newest;
    }

    /** Takes over what was read for somebody who comes; something may have passed since that was not seen here. */
    void offer(Reading reading) {
        if (reading.number() > newest.number()) {
            behind = Behind.ANYTHING;
        }
        if (reading.number() >= newest.number()) {
            newest = reading;
        }
    }

    /** @param number where the tables stand now */
    void passed(Passed passed, long number) {
        this.passed.addAll(passed.places(view::isItselfTouchedBy));
        if (newest.number() == number) {
            behind = Behind.NOTHING;
        } else if (view.isItselfTouchedBy(passed)) {
            behind = Behind.ANYTHING;
        } else if (behind == Behind.NOTHING && view.isTouchedBy(passed)) {
            behind = Behind.COHORTS_BESIDE;
        }
    }

    boolean isBehind() {
        return behind != Behind.NOTHING;
    }

    boolean isDue(Duration every) {
        return isBehind() && System.nanoTime() - readAt >= every.toNanos();
    }

    /** @param number where the tables stand in the figures' snapshot */
    void read(FiguresNow figures, long number) {
        TopicAccuracy before = newest.figures();
        newest = new Reading(behind == Behind.ANYTHING ? view.read(figures) : view.readBeside(figures, before), number);
        behind = Behind.NOTHING;
        readAt = System.nanoTime();
        read.addAll(passed);
        passed.clear();
    }

    /** The places in traces of what the newest reading has, to be taken when it is told. */
    List<String> told() {
        List<String> told = List.copyOf(read);
        read.clear();
        return told;
    }
}
