package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Graders that are started at any time take their share. */
@OnTheSystem
@Tag("slow")
class GradersTest {

    private final SystemUnderTest system;

    GradersTest(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    void shouldShareThePartitionsAmongThreeAndComeToTheSameResult() {
        assertThat(system.command(List.of("up", "--detach", "--graders", "3")).exitCode())
                .isZero();

        await().untilAsserted(() -> assertThat(GraderGroup.shares(system)).containsExactly(4, 4, 4));
        SystemUnderTest.Command demo = system.command(List.of("demo", "--learners", "8"));
        assertThat(demo.exitCode()).as(demo.output()).isZero();

        system.kill("grader-service-2");
        system.kill("grader-service-3");
        await().untilAsserted(() -> assertThat(GraderGroup.shares(system)).containsExactly(12));
    }
}
