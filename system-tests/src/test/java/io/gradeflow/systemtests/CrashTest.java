package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever dies in the middle of the demo, its two tables are equal in the end. */
@Tag("slow")
@OnTheSystem
class CrashTest {

    /** One for all: {@link FaultsTest} kills each part. */
    private static final String PART = "attempt-service";

    private static final Pattern PROGRESS = Pattern.compile("(\\d+)/\\d+");

    private final SystemUnderTest system;

    CrashTest(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    void shouldCountEveryAnswerOnceThoughAServiceDies() {
        SystemUnderTest.Command demo = system.command(List.of("demo", "--learners", "25"));
        await().atMost(Duration.ofMinutes(2)).until(() -> answers(demo) >= 300 || !demo.isRunning());
        assertThat(demo.isRunning()).as(demo.output()).isTrue();

        system.kill(PART);
        system.start(PART);

        assertThat(demo.isRunning())
                .as("killed in the middle, and not after the end")
                .isTrue();
        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.output()).contains("The two are equal.");
    }

    private static int answers(SystemUnderTest.Command demo) {
        Matcher progress = PROGRESS.matcher(demo.output());
        int answers = 0;
        while (progress.find()) {
            answers = Integer.parseInt(progress.group(1));
        }
        return answers;
    }
}
