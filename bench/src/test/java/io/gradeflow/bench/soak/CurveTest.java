package io.gradeflow.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.report.Bar;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {

    @Test
    void shouldTakeTheMiddleOfEachThird() {
        Curve curve = curve(Watched.MEMORY, 100, 900, 110, 0, 0, 0, 120, 130, 1);

        assertThat(curve.first()).isEqualTo(110);
        assertThat(curve.last()).isEqualTo(120);
        assertThat(curve.isHeld()).isTrue();
    }

    @Test
    void shouldTakeTheLowestOfHeapsWhichGarbageMakesLookLarger() {
        Curve curve = curve(Watched.HEAP, 200, 50, 300, 0, 0, 0, 300, 200, 51);

        assertThat(curve.first()).isEqualTo(50);
        assertThat(curve.last()).isEqualTo(51);
    }

    @Test
    void shouldNotHoldWhatGrowsBeyondItsBound() {
        assertThat(curve(Watched.SESSIONS, 20, 22, 25).isHeld()).isTrue();
        assertThat(curve(Watched.SESSIONS, 20, 23, 26).isHeld()).isFalse();
        assertThat(curve(Watched.TABLES, 1_000, 1_050, 1_101).isHeld()).isFalse();
    }

    @Test
    void shouldTellTheWorstOfEachAndLeaveOutWhatWasNotSeenEachTime() {
        Curves curves = new Curves();
        IntStream.rangeClosed(1, 6)
                .forEach(look -> curves.add(
                        Duration.ofSeconds(look),
                        Map.of(
                                Watched.MEMORY,
                                look == 3
                                        ? Map.of("kafka", 100.0, "web", 100.0 * look)
                                        : Map.of("kafka", 100.0, "web", 100.0 * look, "gone", 1.0))));

        assertThat(curves.all()).extracting(Curve::of).containsExactly("kafka", "web");
        assertThat(curves.incomplete()).containsExactly("memory, gone (5 of 6 looks)");
        assertThat(curves.bars()).singleElement().satisfies(bar -> {
            assertThat(bar.held()).isFalse();
            assertThat(bar.text()).contains("nearest: web, 150 MB, then 550 MB");
        });
        assertThat(curves.bars()).extracting(Bar::held).containsExactly(false);
        assertThat(curves.sections()).hasSize(2);
        assertThat(curves.sections().getLast().rows()).hasSize(6);
    }

    @Test
    void shouldReadWhatOfAHeapIsInUse() {
        assertThat(ProcessLook.used("""
                    S0C         S1C         S0U         S1U          EC           EU           OC           OU          MC
                  1024.0      1024.0         0.0       512.0      8192.0       2048.0      20480.0      10240.0     50000.0
                """)).isEqualTo(12.5);
    }

    private static Curve curve(Watched watched, double... values) {
        return new Curve(watched, "any", List.of(Arrays.stream(values).boxed().toArray(Double[]::new)));
    }
}
