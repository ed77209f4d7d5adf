package io.gradeflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.Grade;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers and grades are written and read by hand. It is to be the same form, to the last odd value, that data binding has. */
class AnswerFormTest {

    private static final JsonMapper BOUND = EventJson.bound()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** What a field may hold, and what it may not. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "'true'",
            "0",
            "7",
            "-1",
            "7.0",
            "7.5",
            "1e3",
            "99999999999",
            "123456789012345678901234567890.1234567890",
            "''",
            "' '",
            "'7'",
            "' 7 '",
            "'seven'",
            "'0198a000-0000-7000-8000-000000000005'",
            "'0198A000-0000-7000-8000-00000000000F'",
            "'0198a000-0000-7000-8000-00000000000g'",
            "'0198a000-0000-7000-8000-0000000000056'",
            "'AZigAAAAcACAAAAAAAAABQ=='",
            "'2026-01-31T09:30:00Z'",
            "'2026-01-31T10:30:00.5+01:00'",
            "'2026-13-31T09:30:00Z'",
            "1769851800",
            "[]",
            "['a','b']",
            "['a',null]",
            "['a',7]",
            "['a',{}]",
            "[['a']]",
            "{}",
            "{'kind':'choice','choices':['A']}",
            "{'choices':['A'],'kind':'choice'}",
            "{'kind':'choice','choices':[]}",
            "{'kind':'choice'}",
            "{'kind':'number','number':7}",
            "{'kind':'riddle'}",
            "{'a':{'b':[1]}}");

    static Stream<Event> events() {
        return Stream.of(
                        Samples.all().stream(),
                        Samples.ofExams().stream(),
                        Arrays.stream(KindSamples.values()).flatMap(KindSamples::events))
                .flatMap(events -> events)
                .filter(event -> event instanceof AnswerSubmitted || event instanceof AnswerGraded);
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldWriteWhatDataBindingWrites(Event event) throws IOException {
        assertThat(text(EventJson.write(event))).isEqualTo(BOUND.writeValueAsString(event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldReadWhatDataBindingReadsWhateverAFieldHolds(Event event) throws IOException {
        ObjectNode whole = (ObjectNode) BOUND.readTree(BOUND.writeValueAsBytes(event));
        assertThat(byHand(whole.toString(), event.getClass())).contains(event);
        List<String> fields = Stream.concat(
                        whole.properties().stream().map(Map.Entry::getKey),
                        Stream.of("score", "maximum", "correct", "blueprint", "preview", "elapsedMillis", "addedLater"))
                .distinct()
                .toList();
        for (String field : fields) {
            ObjectNode others = whole.deepCopy();
            others.remove(field);
            assertSame(others.toString(), event.getClass());
            for (String value : VALUES) {
                assertSame(with(field, value, others), event.getClass());
            }
        }
    }

    /** Data binding says the same unless all fields came before, the optional ones, too. */
    @ParameterizedTest
    @MethodSource("events")
    void shouldTakeTheLastOfAFieldThatComesAgain(Event event) throws IOException {
        ObjectNode whole = (ObjectNode) BOUND.readTree(BOUND.writeValueAsBytes(event));

        assertThat(byHand(with("position", "99", whole), event.getClass())).contains(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldReadWhatDataBindingReadsWhereTheTextIsNoObjectOrNotWhole(Event event) throws IOException {
        for (String value : VALUES) {
            assertSame(value.replace('\'', '"'), event.getClass());
        }
        String whole = BOUND.writeValueAsString(event);
        for (int length = 0; length < whole.length(); length++) {
            assertSame(whole.substring(0, length), event.getClass());
        }
    }

    /** Texts of any characters, and numbers and times of any size. */
    @Property(tries = 300)
    void shouldComeBackAsItWas(@ForAll("submitted") AnswerSubmitted answer, @ForAll @IntRange(max = 3) int points)
            throws IOException {
        AnswerGraded grade = AnswerGraded.of(answer, answer.keyVersion(), Grade.ofFraction(points, 3, BigDecimal.TWO));

        for (Event event : List.of(answer, grade)) {
            byte[] written = EventJson.write(event);
            assertThat(EventJson.read(written, event.getClass())).isEqualTo(event);
            assertThat(BOUND.readValue(written, event.getClass())).isEqualTo(event);
            assertThat(EventJson.read(BOUND.writeValueAsBytes(event), event.getClass()))
                    .isEqualTo(event);
        }
    }

    @Provide
    Arbitrary<AnswerSubmitted> submitted() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(40);
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.integers(),
                        texts,
                        texts.list().ofMaxSize(3),
                        texts.filter(text -> !text.isBlank()).set().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.longs().injectNull(0.3),
                        texts.injectNull(0.5),
                        Arbitraries.of(true, false).injectNull(0.5))
                .as((time, number, text, cohorts, choices, elapsed, blueprint, preview) -> new AnswerSubmitted(
                        UUID.randomUUID(),
                        number,
                        UUID.randomUUID(),
                        number,
                        text,
                        UUID.randomUUID(),
                        text,
                        cohorts,
                        UUID.randomUUID(),
                        number,
                        choices.size() == 4 ? null : ChoiceResponse.of(choices),
                        elapsed,
                        Instant.ofEpochMilli(time / 1_000_000).plusNanos(Math.floorMod(time, 1_000_000)),
                        number,
                        blueprint,
                        preview));
    }

    /** As it is written here, before all other fields: a tree of numbers would tell 7.0 as 7. */
    private static String with(String field, String value, ObjectNode others) {
        return "{\"" + field + "\":" + value.replace('\'', '"') + ","
                + others.toString().substring(1);
    }

    private static void assertSame(String json, Class<? extends Event> type) {
        assertThat(byHand(json, type)).as("%s", json).isEqualTo(bound(json, type));
    }

    private static Optional<Event> byHand(String json, Class<? extends Event> type) {
        try {
            return Optional.of(EventJson.read(json.getBytes(StandardCharsets.UTF_8), type));
        } catch (UnreadableEventException _) {
            return Optional.empty();
        }
    }

    private static Optional<Event> bound(String json, Class<? extends Event> type) {
        try {
            Event event = BOUND.readValue(json, type);
            RequiredFields.check(event);
            return Optional.of(event);
        } catch (IOException | IllegalArgumentException | UnreadableEventException _) {
            return Optional.empty();
        }
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
