package io.gradeflow.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.junit.jupiter.api.Test;

class LogKeysTest {

    @Test
    void shouldMakeFieldsOfWhatIsNamedUnderFixedKeys() {
        ExtLogRecord line =
                line("set aside topic=%s partition=%d offset=%d: %s", "banks", 3, 17, "colour=blue is no bank");

        assertThat(new LogKeys().isLoggable(line)).isTrue();
        assertThat(line.getMdcCopy())
                .containsOnly(Map.entry("topic", "banks"), Map.entry("partition", "3"), Map.entry("offset", "17"));
    }

    @Test
    void shouldKeepTheFirstOfTwoThatAreNamedAlike() {
        ExtLogRecord line = line("failed questionId=%s: %s", "q1", "questionId=q2");

        new LogKeys().isLoggable(line);

        assertThat(line.getMdc("questionId")).isEqualTo("q1");
    }

    private static ExtLogRecord line(String format, Object... parameters) {
        ExtLogRecord line = new ExtLogRecord(Level.INFO, format, FormatStyle.PRINTF, "test");
        line.setParameters(parameters);
        return line;
    }
}
