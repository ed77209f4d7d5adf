package io.gradeflow.bench.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.system.CpuMeter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BesideEmptyTest {

    /** Six times the work of the service, which the sender's own part makes look like four. */
    private final Work answers = work(1_000, 600, 200);

    private final Work empty = work(250, 100, 100);

    @Test
    void shouldTellSpeedAndTheTimeOfTheSystemAlone() {
        BesideEmpty beside = new BesideEmpty(answers, empty);

        assertThat(beside.speed()).isEqualTo(0.25);
        assertThat(beside.time()).hasValueSatisfying(time -> assertThat(time).isBetween(0.16, 0.17));
    }

    @Test
    void shouldHoldTheBarByTheLowerOfBoth() {
        BesideEmpty beside = new BesideEmpty(answers, empty);

        assertThat(beside.bar("answers", 0.2).held()).isFalse();
        assertThat(beside.bar("answers", 0.2).text()).contains("(here: 0.17)");
        assertThat(beside.bar("answers", 0.1).held()).isTrue();
    }

    @Test
    void shouldShowNothingWhereTheSenderIsTheLimit() {
        Work busy = work(250, 100, 240);

        assertThat(new BesideEmpty(answers, busy).bar("answers", 0.01).held()).isFalse();
        assertThat(new BesideEmpty(answers, busy).bar("answers", 0.01).text()).contains("the sender");
    }

    @Test
    void shouldHoldSpeedAloneWhereThePartsRunElsewhere() {
        Work elsewhere = new Work(
                10, new CpuMeter.Spent(Map.of(CpuMeter.SENDER, Duration.ZERO), Duration.ZERO, Duration.ofMillis(250)));

        assertThat(new BesideEmpty(answers, elsewhere).time()).isEmpty();
        assertThat(new BesideEmpty(answers, elsewhere).bar("answers", 0.2).held())
                .isTrue();
    }

    private static Work work(int tookMillis, int serviceMillis, int senderMillis) {
        return new Work(
                10,
                new CpuMeter.Spent(
                        Map.of(
                                "attempt-service",
                                Duration.ofMillis(serviceMillis),
                                CpuMeter.SENDER,
                                Duration.ofMillis(senderMillis)),
                        Duration.ZERO,
                        Duration.ofMillis(tookMillis)));
    }
}
