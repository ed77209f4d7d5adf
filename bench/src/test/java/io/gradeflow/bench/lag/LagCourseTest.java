package io.gradeflow.bench.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.report.Bar;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagCourseTest {

    @Test
    void shouldHoldABarUpToItsLimit() {
        Duration most = Duration.ofMillis(500);

        assertThat(LagCourse.bar("goal: ", 0.5, most, most))
                .isEqualTo(new Bar("goal: at 50 %: p99 from 202 to the figures at most 500 ms (here: 500 ms)", true));
        assertThat(LagCourse.bar("", 0.5, most.plusNanos(1), most).held()).isFalse();
    }
}
