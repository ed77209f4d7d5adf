package io.gradeflow.analytics.topics;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which answers are counted, and how they are shown.
 *
 * @param from the first day, in UTC, on which an answer was given that counts; null for any
 * @param to the last one; null for any
 * @param mode of the attempt; null for any
 * @param answers whether learners' first answers to a question count, those after them, or all
 * @param level topics with so many parts in their paths are shown; null for all
 * @param topic the path below which all lies; null for the whole bank
 * @param trend the length of a trend's periods; null for no trend
 */
public record TopicFilter(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String mode,
        Answers answers,
        @Nullable Integer level,
        @Nullable String topic,
        @Nullable Trend trend) {

    enum Answers {
        ALL,
        FIRST,
        REPEAT
    }

    enum Trend {
        DAY,
        WEEK;

        LocalDate last(LocalDate first) {
            return switch (this) {
                case DAY -> first;
                case WEEK -> first.plusDays(6);
            };
        }
    }

    private enum Mode {
        PRACTICE,
        EXAM,
        REVIEW,
        IMPORTED
    }

    private static final int LONGEST_PATH = 1000;

    /** @throws ProblemException with 400 that names the parameter */
    static TopicFilter of(
            @Nullable String from,
            @Nullable String to,
            @Nullable String mode,
            @Nullable String answers,
            @Nullable String level,
            @Nullable String topic,
            @Nullable String trend) {
        LocalDate first = day("from", from);
        LocalDate last = day("to", to);
        if (first != null && last != null && first.isAfter(last)) {
            throw invalid("from", "from is " + first + ", which is after to, " + last + ".");
        }
        Mode known = oneOf("mode", mode, Mode.class);
        Answers chosen = oneOf("answers", answers, Answers.class);
        return new TopicFilter(
                first,
                last,
                known == null ? null : spelt(known),
                chosen == null ? Answers.ALL : chosen,
                level(level),
                path(topic),
                oneOf("trend", trend, Trend.class));
    }

    boolean hasRange() {
        return from != null || to != null;
    }

    /** Whether of somebody's answers to a question the first may be left out, and another not. */
    boolean mayLeaveFirstsOut() {
        return answers == Answers.REPEAT || (answers == Answers.ALL && (hasRange() || mode != null));
    }

    private static @Nullable LocalDate day(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeParseException e) {
            throw invalid(field, "\"" + text + "\" is no day; write it like 2026-03-31.");
        }
        throw invalid(field, text + " is out of range; days are from the year 1 to 9999.");
    }

    private static @Nullable Integer level(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.matches("[1-9]\\d?")) {
            return Integer.valueOf(text);
        }
        throw invalid("level", "\"" + text + "\" is no level; 1 is that of the topics that stand below no other.");
    }

    private static @Nullable String path(@Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > LONGEST_PATH || text.indexOf('\0') >= 0)) {
            throw invalid("topic", "A topic is named by its path, for example data/ingestion.");
        }
        return text;
    }

    private static <E extends Enum<E>> @Nullable E oneOf(String field, @Nullable String text, Class<E> choices) {
        if (text == null) {
            return null;
        }
        E[] values = choices.getEnumConstants();
        return Arrays.stream(values)
                .filter(value -> spelt(value).equals(text))
                .findFirst()
                .orElseThrow(() -> invalid(
                        field,
                        "\"" + text + "\" is none of "
                                + Arrays.stream(values).map(TopicFilter::spelt).collect(Collectors.joining(", "))
                                + "."));
    }

    private static String spelt(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}
