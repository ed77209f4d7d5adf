package io.gradeflow.bench.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.system.CpuMeter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkTest {

    @Test
    void shouldTakeRoundsTogether() {
        Work both = work(1_000, 1).plus(work(1_000, 3));

        assertThat(both.perSecond()).isEqualTo(500);
        assertThat(both.figures("answers")).hasToString("{answers=2,000, took=4 s, answers/s=500}");
        assertThat(both.cpu("new").figures()).hasToString("{postgres=1,000 µs, the whole machine=2,000 µs}");
    }

    @Test
    void shouldBeAShareOfABaseline() {
        assertThat(work(1_000, 4).ratio(work(500, 1))).isEqualTo(0.5);
    }

    private static Work work(long count, int seconds) {
        return new Work(
                count,
                new CpuMeter.Spent(
                        Map.of("postgres", Duration.ofSeconds(1)), Duration.ofSeconds(2), Duration.ofSeconds(seconds)));
    }
}
