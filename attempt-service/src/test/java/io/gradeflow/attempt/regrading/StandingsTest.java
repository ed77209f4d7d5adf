package io.gradeflow.attempt.regrading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandingsTest {

    @Test
    void shouldTellALongCountThirtyTimesAsLongAsItTook() {
        assertThat(Standings.toldFor(Duration.ofMillis(200))).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void shouldCountAnewAtEachLookWhereThatIsQuicklyDone() {
        assertThat(Standings.toldFor(Duration.ofMillis(19))).isEqualTo(Duration.ZERO);
    }
}
