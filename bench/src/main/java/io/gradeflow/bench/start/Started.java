package io.gradeflow.bench.start;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Some starts of a service.
 *
 * @param times the shortest first
 * @param megabytes its resident set at rest after the last of them; empty where the operating system doesn't tell it as Linux does
 */
record Started(List<Duration> times, OptionalLong megabytes) {

    Started {
        times = times.stream().sorted().toList();
    }

    Duration median() {
        return times.get(times.size() / 2);
    }

    Duration longest() {
        return times.getLast();
    }
}
