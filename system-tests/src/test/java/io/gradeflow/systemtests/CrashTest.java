package io.gradeflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever dies in the middle of the demo, its two tables are equal in the end. */
@OnTheSystem
class CrashTest {

    private static final Pattern PROGRESS = Pattern.compile("(\\d+)/\\d+");

    private final SystemUnderTest system;

    CrashTest(SystemUnderTest system) {
        this.system = system;
    }

    @ParameterizedTest
    @ValueSource(strings = {"grader-service", "attempt-service", "analytics-service"})
    void shouldCountEveryAnswerOnceThoughAServiceDies(String part) {
        SystemUnderTest.Command demo = system.command(List.of("demo", "--learners", "25"));
        await().atMost(Duration.ofMinutes(2)).until(() -> answers(demo) >= 300 || !demo.isRunning());
        assertThat(demo.isRunning()).as(demo.output()).isTrue();

        system.kill(part);
        system.start(part);

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
