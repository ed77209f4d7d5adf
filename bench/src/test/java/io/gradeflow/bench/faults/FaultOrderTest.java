package io.gradeflow.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultOrderTest {

    private static final List<Fault> FAULTS = Stream.of("one", "two", "three", "four")
            .map(target -> new Fault("killed", target, (stack, random) -> "killed"))
            .toList();

    @Test
    void shouldFollowFromTheSeed() {
        assertThat(order(1, 40)).isEqualTo(order(1, 40)).isNotEqualTo(order(2, 40));
    }

    @Test
    void shouldLetEachHappenOnceBeforeOneHappensAgain() {
        List<Fault> order = order(1, 10);

        assertThat(order).hasSize(10);
        assertThat(order.subList(0, 4)).containsExactlyInAnyOrderElementsOf(FAULTS);
        assertThat(order.subList(4, 8)).containsExactlyInAnyOrderElementsOf(FAULTS);
    }

    @Test
    void shouldBeTheSameHoweverManyFollow() {
        assertThat(order(1, 40).subList(0, 10)).isEqualTo(order(1, 10));
    }

    private static List<Fault> order(long seed, int rounds) {
        return Faults.inRandomOrder(FAULTS, rounds, new Random(seed));
    }
}
