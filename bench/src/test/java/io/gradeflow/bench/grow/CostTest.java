package io.gradeflow.bench.grow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.system.CpuMeter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {

    /** A tenth of a processor at rest, for ten seconds, is a second that a thousand answers did not cost. */
    @Test
    void shouldNotTakeRestForWhatAnswersCost() {
        Cost cost = new Cost(
                work(1_000, Duration.ofSeconds(10), Duration.ofSeconds(4)),
                new ServerLog(2_000_000, 10),
                work(1, Duration.ofSeconds(5), Duration.ofMillis(500)));

        assertThat(cost.wholeMicros()).isEqualTo(4_000);
        assertThat(cost.micros()).isEqualTo(3_000);
        assertThat(cost.logBytes()).isEqualTo(2_000);
    }

    private static Work work(int count, Duration took, Duration spent) {
        return new Work(
                count,
                new CpuMeter.Spent(
                        Map.of("attempt-service", spent, CpuMeter.SENDER, Duration.ofMinutes(1)), Duration.ZERO, took));
    }
}
