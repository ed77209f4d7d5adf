package io.gradeflow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden files are what has been in topics since their release. Where one of these tests fails, mend the code; a file
 * here is only ever added.
 */
class GoldenSamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Event> samples() {
        return Samples.all().stream();
    }

    @Test
    void shouldHaveASampleOfEachEvent() {
        Set<EventType> sampled = samples().map(EventType::of).collect(Collectors.toSet());

        assertThat(sampled).isEqualTo(EnumSet.allOf(EventType.class));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldReadTheGoldenSample(Event sample) throws IOException {
        assertThat(EventJson.read(golden(sample), sample.getClass())).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldWriteTheGoldenSample(Event sample) throws IOException {
        assertThat(JSON.readTree(EventJson.write(sample)))
                .as("what %s writes: fields may be added under a new golden file, none changed or dropped", sample)
                .isEqualTo(JSON.readTree(golden(sample)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldIgnoreFieldsOfANewerVersion(Event sample) throws IOException {
        String newer = new String(golden(sample), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"addedLater\": \"something\",");

        assertThat(EventJson.read(newer.getBytes(StandardCharsets.UTF_8), sample.getClass()))
                .isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldRefuseAnEventThatLacksARequiredField(Event sample) throws IOException {
        JsonNode whole = JSON.readTree(golden(sample));
        Set<String> optional = Arrays.stream(sample.getClass().getRecordComponents())
                .filter(component ->
                        component.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class))
                .map(component -> component.getName())
                .collect(Collectors.toSet());

        for (var field : whole.properties()) {
            if (!optional.contains(field.getKey())) {
                ObjectNode holed = whole.deepCopy();
                holed.remove(field.getKey());
                assertThatThrownBy(() -> EventJson.read(JSON.writeValueAsBytes(holed), sample.getClass()))
                        .as("%s without %s", sample.getClass().getSimpleName(), field.getKey())
                        .isInstanceOf(UnreadableEventException.class);
            }
        }
    }

    @Test
    void shouldRefuseWhatIsNoJson() {
        for (String text : new String[] {"", "null", "[]", "42", "{", "\u0000\u0001"}) {
            assertThatThrownBy(() -> EventJson.read(text.getBytes(StandardCharsets.UTF_8), AnswerSubmitted.class))
                    .as("%s", text)
                    .isInstanceOf(UnreadableEventException.class);
        }
    }

    private static byte[] golden(Event sample) throws IOException {
        String file = "/golden/" + EventType.of(sample).cloudEventsType() + ".json";
        try (InputStream in = GoldenSamplesTest.class.getResourceAsStream(file)) {
            assertThat(in)
                    .as(
                            "%s is missing; it should hold %s",
                            file, new String(EventJson.write(sample), StandardCharsets.UTF_8))
                    .isNotNull();
            return in.readAllBytes();
        }
    }
}
