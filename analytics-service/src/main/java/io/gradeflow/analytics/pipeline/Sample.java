package io.gradeflow.analytics.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many records there were ever, at one moment.
 *
 * @param counts by name
 */
record Sample(Instant at, Map<String, Long> counts) {

    /** How many came each second between an earlier sample and this; null where one of both doesn't know, or no time passed. */
    @Nullable
    Double perSecond(String name, @Nullable Sample earlier) {
        Long now = counts.get(name);
        Long then = earlier == null ? null : earlier.counts.get(name);
        double seconds = earlier == null ? 0 : Duration.between(earlier.at, at).toMillis() / 1000.0;
        return now == null || then == null || seconds <= 0 ? null : (Double) (Math.max(0, now - then) / seconds);
    }
}
