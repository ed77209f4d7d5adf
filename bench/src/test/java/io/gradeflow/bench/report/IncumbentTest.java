package io.gradeflow.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IncumbentTest {

    @Test
    void shouldTellWhereMoreIsBetter() {
        assertThat(Incumbent.ACCEPTED.times(1460)).isEqualTo(10);
        assertThat(Incumbent.ACCEPTED.bar(1460).held()).isTrue();
        assertThat(Incumbent.ACCEPTED.bar(1450).held()).isFalse();
        assertThat(Incumbent.ACCEPTED.beside(1460).figures())
                .hasToString("{here=1,460 /s, Moodle 4.3=146 /s, times better=10}");
    }

    @Test
    void shouldTellWhereLessIsBetter() {
        assertThat(Incumbent.STARTS.times(0.5)).isEqualTo(10);
        assertThat(Incumbent.STARTS.bar(0.25).text())
                .isEqualTo("ten times better than Moodle 4.3, 250 attempts started at once, p99: 5 s (here: 0.25 s,"
                        + " 20.0 times)");
        assertThat(Incumbent.STARTS.bar(1).held()).isFalse();
    }
}
