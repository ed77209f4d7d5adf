package io.gradeflow.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CourtesyTest {

    private static final Duration TOOK = Duration.ofMillis(80);

    private Instant now = Instant.parse("2026-11-25T09:00:00Z");
    private final Courtesy courtesy = new Courtesy(() -> now);

    @Test
    void shouldLeaveAllToTheSlowLaneWhereNothingIsLive() {
        assertThat(courtesy.due(TOOK)).isZero();
    }

    @Test
    void shouldLetTheSlowLaneRestHalfAsLongAsItWorkedWhileLiveRecordsCome() {
        courtesy.live();

        assertThat(courtesy.due(TOOK)).isEqualTo(Duration.ofMillis(40));
        now = now.plusSeconds(2);
        assertThat(courtesy.due(TOOK)).isEqualTo(Duration.ofMillis(40));
        now = now.plusMillis(1);
        assertThat(courtesy.due(TOOK)).isZero();
    }

    @Test
    void shouldNeverLetTheSlowLaneStandStill() {
        courtesy.live();

        assertThat(courtesy.due(Duration.ofMinutes(1))).isEqualTo(Duration.ofMillis(500));
    }
}
