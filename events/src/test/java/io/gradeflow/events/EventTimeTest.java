package io.gradeflow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of java.time are the contract; these are only quicker. */
class EventTimeTest {

    private static final JsonMapper JAVA_TIME =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    @Property(tries = 20_000)
    void shouldWriteAndReadAnyTimeAsJavaTimeDoes(@ForAll("times") Instant time) {
        assertThat(EventTime.write(time)).isEqualTo(time.toString());
        assertThat(EventTime.read(time.toString())).isEqualTo(time);
        assertThat(EventJson.read(EventJson.write(time), Instant.class)).isEqualTo(time);
    }

    /** Most of them in years of four digits, and the edges of these and of all time. */
    @Provide
    Arbitrary<Instant> times() {
        long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        Arbitrary<Long> seconds = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(first, last)),
                Tuple.of(1, Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                first - 1,
                                first,
                                last,
                                last + 1,
                                Instant.MIN.getEpochSecond(),
                                Instant.MAX.getEpochSecond())));
        Arbitrary<Integer> nanos = Combinators.combine(
                        Arbitraries.integers().between(0, 999_999_999),
                        Arbitraries.of(1, 1_000, 1_000_000, 1_000_000_000))
                .as((nano, scale) -> nano / scale * scale);
        return Combinators.combine(seconds, nanos).as(Instant::ofEpochSecond);
    }

    /** Not only texts: what an older writer may have sent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1772352000",
                "1772352000.25",
                "-31557014167219200",
                "\"1772352000\"",
                "\" 2026-03-01T08:00:00Z \"",
                "\"2026-03-01T08:00:00+0000\"",
                "\"2026-03-01T08:00:00+01:00\"",
                "\"-1000000000-01-01T00:00:00Z\"",
                "\"+1000000000-12-31T23:59:59.999999999Z\""
            })
    void shouldReadWhateverJacksonReadsAndWriteIt(String json) throws IOException {
        Instant time = JAVA_TIME.readValue(json, Instant.class);

        assertThat(EventJson.read(json.getBytes(StandardCharsets.UTF_8), Instant.class))
                .isEqualTo(time);
        assertThat(new String(EventJson.write(time), StandardCharsets.UTF_8)).isEqualTo('"' + time.toString() + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T08:00:00Z",
                "2026-03-01T08:00:00.Z",
                "2026-03-01T08:00:00.2Z",
                "2026-03-01T08:00:00.25000Z",
                "2026-03-01T08:00:00.123456789Z",
                "2026-03-01T09:00:00+01:00",
                "2026-03-01T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2024-02-29T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59.999999999Z",
                "+12026-03-01T08:00:00Z",
                "2026-03-01t08:00:00z"
            })
    void shouldReadWhateverJavaTimeReads(String text) {
        assertThat(EventTime.read(text)).isEqualTo(Instant.parse(text));
        assertThat(EventJson.read(quoted(text), Instant.class)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-03-01",
                "2026-03-01T08:00:00",
                "2026-03-01T08:00:00.1234567890Z",
                "2026-03-01T08:00:00,25Z",
                "2026-02-29T08:00:00Z",
                "2026-13-01T08:00:00Z",
                "2026-00-01T08:00:00Z",
                "2026-03-01T25:00:00Z",
                "2026-03-01T08:60:00Z",
                "2026-03-01T08:00:61Z",
                "2026-03-0aT08:00:00Z",
                "2026-03-01T08:00:00.2-5Z",
                "2026-03-01T08:00:00.٢Z"
            })
    void shouldRefuseWhateverJavaTimeRefuses(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeParseException.class);

        assertThatThrownBy(() -> EventTime.read(text)).isInstanceOf(DateTimeParseException.class);
        assertThatThrownBy(() -> EventJson.read(quoted(text), Instant.class))
                .isInstanceOf(UnreadableEventException.class);
    }

    private static byte[] quoted(String text) {
        return ('"' + text + '"').getBytes(StandardCharsets.UTF_8);
    }
}
