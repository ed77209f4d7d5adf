package io.gradeflow.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Times of events as texts, as {@link Instant#toString} writes them: {@code 2026-03-01T08:00:00.250Z}. Answers and grades hold one, and
 * every event has one in its headers. The formatters of java.time do the same by way of tables of fields, which took a tenth of a grader's
 * whole work.
 */
public final class EventTime {

    private static final long SECONDS_A_DAY = 86_400;
    /** The years 0 to 9999, which have four digits; days of a calendar reach less far than instants. */
    private static final long FIRST_SECOND =
            Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    /** Where a text of whole seconds has its Z, and any other its point. */
    private static final int SECONDS_END = 19;

    private static final int NANO_DIGITS = 9;

    private EventTime() {}

    /** The text of {@link Instant#toString}, for any time: with a fraction of 0, 3, 6 or 9 digits, as many as it needs. */
    public static String write(Instant time) {
        if (time.getEpochSecond() < FIRST_SECOND || time.getEpochSecond() > LAST_SECOND) {
            return time.toString();
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY));
        int second = (int) Math.floorMod(time.getEpochSecond(), SECONDS_A_DAY);
        char[] text = "0000-00-00T00:00:00.000000000Z".toCharArray();
        put(text, 0, 4, day.getYear());
        put(text, 5, 2, day.getMonthValue());
        put(text, 8, 2, day.getDayOfMonth());
        put(text, 11, 2, second / 3600);
        put(text, 14, 2, second / 60 % 60);
        put(text, 17, 2, second % 60);
        int end = SECONDS_END;
        if (time.getNano() != 0) {
            put(text, end + 1, NANO_DIGITS, time.getNano());
            end += 1 + fractionDigits(time.getNano());
        }
        text[end] = 'Z';
        return new String(text, 0, end + 1);
    }

    /** Thousands at a time, as java.time does. */
    private static int fractionDigits(int nano) {
        if (nano % 1_000_000 == 0) {
            return 3;
        }
        return nano % 1_000 == 0 ? 6 : NANO_DIGITS;
    }

    private static void put(char[] text, int from, int digits, int number) {
        int left = number;
        for (int at = from + digits - 1; at >= from; at--) {
            text[at] = (char) ('0' + left % 10);
            left /= 10;
        }
    }

    /**
     * Takes whatever {@link Instant#parse} takes.
     *
     * @throws DateTimeParseException if it is no time with a zone
     */
    public static Instant read(String text) {
        Instant time = plain(text);
        return time == null ? Instant.parse(text) : time;
    }

    /** @return null where the text isn't in the form that {@link #write} gives, with a fraction of any length, whether it is a time or not */
    private static @Nullable Instant plain(String text) {
        int end = text.length() - 1;
        int digits = Math.max(0, end - SECONDS_END - 1);
        boolean looksPlain = end >= SECONDS_END
                && end != SECONDS_END + 1
                && digits <= NANO_DIGITS
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(SECONDS_END) == (digits == 0 ? 'Z' : '.')
                && text.charAt(end) == 'Z';
        if (!looksPlain) {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        int nano = number(text, SECONDS_END + 1, digits);
        boolean allNumbers = (year | month | day | hour | minute | second | nano) >= 0;
        if (!allNumbers || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        for (int missing = digits; missing < NANO_DIGITS; missing++) {
            nano *= 10;
        }
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            return Instant.ofEpochSecond(days * SECONDS_A_DAY + hour * 3600L + minute * 60L + second, nano);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** @return -1 where something else than a digit stands there */
    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int at = from; at < from + digits; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    static final class Writer extends StdScalarSerializer<Instant> {

        private static final long serialVersionUID = 1;

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(write(time));
        }
    }

    static final class Reader extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1;

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            Instant time = json.hasToken(JsonToken.VALUE_STRING) ? plain(json.getText()) : null;
            return time == null ? InstantDeserializer.INSTANT.deserialize(json, context) : time;
        }
    }
}
