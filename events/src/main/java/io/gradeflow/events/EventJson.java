package io.gradeflow.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumberResponse;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.OrderResponse;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.grading.PairsResponse;
import io.gradeflow.grading.Response;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextResponse;
import io.gradeflow.grading.TextRules;
import io.gradeflow.grading.WithdrawnKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * The JSON form of the contract: times as ISO 8601 in UTC, decimals exact, absent fields left out, enum constants by
 * name unless they say another, a {@code kind} beside each response and key. Also used by services to store responses and keys.
 */
public final class EventJson {

    private static final JsonMapper MAPPER = bound().addModule(new SimpleModule()
                    .addSerializer(AnswerSubmitted.class, new AnswerWriter<>(AnswerSubmitted.class))
                    .addDeserializer(AnswerSubmitted.class, AnswerReader.ofSubmitted())
                    .addSerializer(AnswerGraded.class, new AnswerWriter<>(AnswerGraded.class))
                    .addDeserializer(AnswerGraded.class, AnswerReader.ofGraded()))
            .build();

    private EventJson() {}

    /** The form, all of it by data binding. */
    static JsonMapper.Builder bound() {
        return JsonMapper.builder()
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
                .addMixIn(MatchingPolicy.class, MatchingPolicyForm.class)
                .addMixIn(OrderingPolicy.class, OrderingPolicyForm.class)
                .addMixIn(TextRules.Spaces.class, SpacesForm.class)
                .addModule(new SimpleModule()
                        .addSerializer(Fraction.class, ToStringSerializer.instance)
                        .addDeserializer(Fraction.class, new FractionReader())
                        .addSerializer(Instant.class, new EventTime.Writer())
                        .addDeserializer(Instant.class, new EventTime.Reader()));
    }

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
        // Of these, AnswerReader has looked after each field already.
        if (!(value instanceof AnswerEvent)) {
            RequiredFields.check(value);
        }
        return value;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ChoiceResponse.class, name = "choice"),
        @JsonSubTypes.Type(value = TextResponse.class, name = "text"),
        @JsonSubTypes.Type(value = NumberResponse.class, name = "number"),
        @JsonSubTypes.Type(value = PairsResponse.class, name = "pairs"),
        @JsonSubTypes.Type(value = OrderResponse.class, name = "order")
    })
    private interface ResponseForm {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ChoiceKey.class, name = "choice"),
        @JsonSubTypes.Type(value = TextKey.class, name = "text"),
        @JsonSubTypes.Type(value = NumericKey.class, name = "numeric"),
        @JsonSubTypes.Type(value = MatchingKey.class, name = "matching"),
        @JsonSubTypes.Type(value = OrderingKey.class, name = "ordering"),
        @JsonSubTypes.Type(value = CreditAllKey.class, name = "credit-all"),
        @JsonSubTypes.Type(value = WithdrawnKey.class, name = "withdrawn")
    })
    private interface AnswerKeyForm {}

    private enum ScoringPolicyForm {
        @JsonProperty("all-or-nothing")
        ALL_OR_NOTHING,
        @JsonProperty("right-minus-wrong")
        RIGHT_MINUS_WRONG,
        @JsonProperty("option-weights")
        OPTION_WEIGHTS,
        @JsonProperty("map-response")
        MAP_RESPONSE
    }

    private enum MatchingPolicyForm {
        @JsonProperty("all-or-nothing")
        ALL_OR_NOTHING,
        @JsonProperty("per-pair")
        PER_PAIR,
        @JsonProperty("right-minus-wrong")
        RIGHT_MINUS_WRONG
    }

    private enum OrderingPolicyForm {
        @JsonProperty("all-or-nothing")
        ALL_OR_NOTHING,
        @JsonProperty("per-position")
        PER_POSITION,
        @JsonProperty("per-neighbour")
        PER_NEIGHBOUR
    }

    private enum SpacesForm {
        @JsonProperty("collapse")
        COLLAPSE,
        @JsonProperty("ignore")
        IGNORE,
        @JsonProperty("exact")
        EXACT
    }

    private static final class FractionReader extends FromStringDeserializer<Fraction> {

        private static final long serialVersionUID = 1;

        FractionReader() {
            super(Fraction.class);
        }

        @Override
        protected Fraction _deserialize(String value, DeserializationContext context) {
            return Fraction.read(value);
        }
    }
}
