package io.gradeflow.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Response;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.grading.WithdrawnKey;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The JSON form of the contract: times as ISO 8601 in UTC, decimals exact, absent fields left out, enum constants by
 * name unless they say another, a {@code kind} beside each response and key. Also used by services to store responses and keys.
 */
public final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .addMixIn(Response.class, ResponseForm.class)
            .addMixIn(AnswerKey.class, AnswerKeyForm.class)
            .addMixIn(ScoringPolicy.class, ScoringPolicyForm.class)
            .build();

    private EventJson() {}

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("can't write " + value.getClass().getSimpleName(), e);
        }
    }

    /** @throws UnreadableEventException if the text is not that event or lacks one of its fields */
    public static <T> T read(byte[] json, Class<T> type) {
        T value;
        try {
            value = MAPPER.readValue(json, type);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableEventException("not a " + type.getSimpleName() + ": " + firstLine(e), e);
        }
        RequiredFields.check(value);
        return value;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = ChoiceResponse.class, name = "choice"))
    private interface ResponseForm {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ChoiceKey.class, name = "choice"),
        @JsonSubTypes.Type(value = CreditAllKey.class, name = "credit-all"),
        @JsonSubTypes.Type(value = WithdrawnKey.class, name = "withdrawn")
    })
    private interface AnswerKeyForm {}

    private enum ScoringPolicyForm {
        @JsonProperty("all-or-nothing")
        ALL_OR_NOTHING
    }
}
