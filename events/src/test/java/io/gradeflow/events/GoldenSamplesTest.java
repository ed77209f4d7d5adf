package io.gradeflow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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

    /** @param file the golden file's name */
    record Sample(String file, Event event) {}

    static Stream<Sample> samples() {
        return Stream.of(
                        Samples.all().stream().map(event -> sample(event, ".json")),
                        Samples.ofExams().stream().map(event -> sample(event, ".exam.json")),
                        Samples.ofReopening().stream().map(event -> sample(event, ".reopened.json")),
                        Samples.ofCorrections().stream().map(GoldenSamplesTest::corrected),
                        Stream.of(sample(Samples.correctedTwice(), ".corrected-twice.json")),
                        Samples.ofRejections().stream().map(GoldenSamplesTest::rejected),
                        Arrays.stream(KindSamples.values()).flatMap(GoldenSamplesTest::ofKind))
                .flatMap(samples -> samples);
    }

    private static Sample sample(Event event, String ending) {
        return new Sample(EventType.of(event).cloudEventsType() + ending, event);
    }

    private static Stream<Sample> ofKind(KindSamples kind) {
        String ending = "." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
        return kind.events().map(event -> sample(event, ending));
    }

    private static Sample corrected(AnswerKeyPublished event) {
        return sample(event, "." + event.correction().effect().text() + ".json");
    }

    private static Sample rejected(AnswerRejected event) {
        return sample(
                event, "." + event.reason().name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json");
    }

    @Test
    void shouldHaveASampleOfEachEffect() {
        assertThat(Samples.ofCorrections())
                .extracting(event -> event.correction().effect())
                .containsExactly(AnswerKeyPublished.Effect.values());
    }

    @Test
    void shouldHaveASampleOfEachKindOfQuestionKeyAndResponse() {
        List<Event> events = samples().map(Sample::event).toList();

        assertThat(events.stream()
                        .filter(QuestionPublished.class::isInstance)
                        .map(event -> ((QuestionPublished) event).kind()))
                .contains(QuestionPublished.Kind.values());
        assertThat(events.stream()
                        .filter(AnswerKeyPublished.class::isInstance)
                        .map(event ->
                                ((AnswerKeyPublished) event).key().getClass().getSimpleName()))
                .containsAll(names(AnswerKey.class));
        assertThat(events.stream()
                        .filter(AnswerGraded.class::isInstance)
                        .map(event ->
                                ((AnswerGraded) event).response().getClass().getSimpleName()))
                .containsAll(names(Response.class));
    }

    @Test
    void shouldHaveASampleOfEachEvent() {
        Set<EventType> sampled =
                samples().map(sample -> EventType.of(sample.event())).collect(Collectors.toSet());

        assertThat(sampled).isEqualTo(EnumSet.allOf(EventType.class));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldReadTheGoldenSample(Sample sample) throws IOException {
        assertThat(EventJson.read(golden(sample), sample.event().getClass())).isEqualTo(sample.event());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldWriteTheGoldenSample(Sample sample) throws IOException {
        assertThat(JSON.readTree(EventJson.write(sample.event())))
                .as("what %s writes: fields may be added under a new golden file, none changed or dropped", sample)
                .isEqualTo(JSON.readTree(golden(sample)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldIgnoreFieldsOfANewerVersion(Sample sample) throws IOException {
        String newer = new String(golden(sample), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"addedLater\": \"something\",");

        assertThat(EventJson.read(
                        newer.getBytes(StandardCharsets.UTF_8), sample.event().getClass()))
                .isEqualTo(sample.event());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldRefuseAnEventThatLacksARequiredField(Sample sample) throws IOException {
        JsonNode whole = JSON.readTree(golden(sample));
        Set<String> optional = Arrays.stream(sample.event().getClass().getRecordComponents())
                .filter(component ->
                        component.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class))
                .map(component -> component.getName())
                .collect(Collectors.toSet());

        for (var field : whole.properties()) {
            if (!optional.contains(field.getKey())) {
                ObjectNode holed = whole.deepCopy();
                holed.remove(field.getKey());
                assertThatThrownBy(() -> EventJson.read(
                                JSON.writeValueAsBytes(holed), sample.event().getClass()))
                        .as("%s without %s", sample.event().getClass().getSimpleName(), field.getKey())
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

    private static List<String> names(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList();
    }

    private static byte[] golden(Sample sample) throws IOException {
        String file = "/golden/" + sample.file();
        try (InputStream in = GoldenSamplesTest.class.getResourceAsStream(file)) {
            assertThat(in)
                    .as(
                            "%s is missing; it should hold %s",
                            file, new String(EventJson.write(sample.event()), StandardCharsets.UTF_8))
                    .isNotNull();
            return in.readAllBytes();
        }
    }
}
