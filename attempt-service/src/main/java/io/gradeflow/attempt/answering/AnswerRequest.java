package io.gradeflow.attempt.answering;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a question stands in the client now.
 *
 * <p>What is answered stands in one field, by the kind of question; empty, it clears the answer. No {@code choices} clear an answer
 * of any kind.
 *
 * @param choices the ids of the choices ticked
 * @param text what was typed, as it was typed; at most 1000 characters
 * @param number exact, of at most 40 digits before the point and behind it
 * @param pairs the id of a choice by the id of each prompt; prompts may be left out
 * @param order the ids of all choices in their order
 * @param flagged whether the learner wants to come back to it; null leaves that as it is
 * @param elapsedMillis time on the question so far, in all visits, as the client measured it
 * @param seq grows with each change in the client; a lower one than was seen before comes too late and changes nothing
 */
@Schema(example = """
        {"choices": ["B"], "flagged": false, "elapsedMillis": 41200, "seq": 7}""")
record AnswerRequest(
        @Nullable List<@Nullable String> choices,
        @Nullable String text,
        @Nullable BigDecimal number,
        @Nullable Map<String, @Nullable String> pairs,
        @Nullable List<@Nullable String> order,
        @Nullable Boolean flagged,
        @Nullable Long elapsedMillis,
        @Nullable Long seq) {

    private static final long LONGEST = Duration.ofDays(30).toMillis();

    /** @throws ProblemException with 400 if a number is outside its range */
    void validate() {
        if (elapsedMillis != null && (elapsedMillis < 0 || elapsedMillis > LONGEST)) {
            throw invalid("elapsedMillis", "elapsedMillis must be from 0 to " + LONGEST + ".");
        }
        if (seq != null && seq < 0) {
            throw invalid("seq", "seq must be 0 or more, and grow with each change.");
        }
    }

    /** What is answered, by the names of the fields; one of them unless the client erred. */
    Map<String, Object> given() {
        Map<String, Object> given = new LinkedHashMap<>();
        put(given, "choices", choices);
        put(given, "text", text);
        put(given, "number", number);
        put(given, "pairs", pairs);
        put(given, "order", order);
        return given;
    }

    private static void put(Map<String, Object> given, String field, @Nullable Object value) {
        if (value != null) {
            given.put(field, value);
        }
    }

    /**
     * @param value what stands in the field
     * @throws ProblemException with 400 if something else is answered, or nothing
     */
    <T> T only(String field, @Nullable T value, String whatToSend) {
        Map<String, Object> given = given();
        if (value == null) {
            throw ResponseCheck.invalid(
                    given.isEmpty() ? field : given.keySet().iterator().next(), whatToSend);
        }
        given.keySet().stream()
                .filter(other -> !other.equals(field))
                .findFirst()
                .ifPresent(other -> {
                    throw ResponseCheck.invalid(
                            other, "Only " + field + " answers this question; leave " + other + " out.");
                });
        return value;
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}
