package io.gradeflow.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThingsTest {

    private final Random random = new Random(1);

    @Test
    void shouldKnowNothingOfWhatItWasNotTold() {
        assertThat(new Things().some("banks", random)).isEmpty();
        assertThat(new Things().with("banks", "a").named("nothing-of-the-kind", random))
                .isEmpty();
    }

    @Test
    void shouldKeepWhatThereWasAtFirstAndTheNewestOfWhatWasMade() {
        Things things = new Things();
        for (int number = 1; number <= 50; number++) {
            things.with("attempts", "first-" + number);
        }
        for (int number = 1; number <= 100; number++) {
            things.learn("attempts", "made-" + number);
        }

        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            seen.add(things.named("attempt", random));
        }
        assertThat(seen).hasSize(80).contains("first-1", "made-71", "made-100").doesNotContain("made-70");
    }
}
