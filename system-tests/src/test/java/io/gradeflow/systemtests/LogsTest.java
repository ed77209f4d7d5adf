package io.gradeflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of logs that machines read always have the same keys. */
@OnTheSystem
class LogsTest {

    private static final Set<String> ALWAYS = Set.of("time", "logger", "level", "message", "thread", "mdc", "service");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SystemUnderTest system;

    LogsTest(SystemUnderTest system) {
        this.system = system;
    }

    @ParameterizedTest
    @ValueSource(strings = {"question-service", "attempt-service", "grader-service", "analytics-service", "web"})
    void shouldHaveTheSameKeysInEveryLine(String service) throws JsonProcessingException {
        List<String> lines =
                system.log(service).lines().filter(line -> line.startsWith("{")).toList();

        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            JsonNode told = JSON.readTree(line);
            Set<String> keys = new TreeSet<>();
            told.fieldNames().forEachRemaining(keys::add);
            keys.remove("exception");
            assertThat(keys).as(line).isEqualTo(ALWAYS);
            assertThat(told.path("service").asText()).isEqualTo(service);
        }
    }
}
