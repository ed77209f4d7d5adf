package io.gradeflow.platform.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/** Counts the calls of {@code http.server.requests} by how long they took, so that percentiles are known over all instances. */
final class CallTimes {

    private static final double[] BOUNDS = Stream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();

    private CallTimes() {}

    @Produces
    @Singleton
    static MeterFilter byDuration() {
        return new MeterFilter() {

            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig configuration) {
                return id.getName().equals("http.server.requests")
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(BOUNDS)
                                .build()
                                .merge(configuration)
                        : configuration;
            }
        };
    }
}
