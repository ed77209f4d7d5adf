package io.gradeflow.bench.storm;

import java.time.Duration;
import java.util.Locale;

/** So many calls at random moments of a window. */
record Wave(int count, Duration window) {

    static Wave ofOneSecond(int count) {
        return new Wave(count, Duration.ofSeconds(1));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d in %d s", count, window.toSeconds());
    }
}
