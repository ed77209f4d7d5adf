package io.gradeflow.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.BigDecimalDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.deser.std.UUIDDeserializer;
import io.gradeflow.grading.Response;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers and grades field by field. There are more of them than of all other events together, and reading them
 * was a quarter of a grader's work. What is taken for a value, and what isn't, is data binding's: a test holds
 * one against the other.
 */
final class AnswerReader<E extends AnswerEvent> extends StdDeserializer<E> implements ResolvableDeserializer {

    private static final long serialVersionUID = 1;

    private static final UUIDDeserializer UUIDS = new UUIDDeserializer();
    private static final JsonDeserializer<?> LONGS = NumberDeserializers.find(Long.class, Long.class.getName());
    private static final JsonDeserializer<?> BOOLEANS =
            NumberDeserializers.find(Boolean.class, Boolean.class.getName());
    private static final EventTime.Reader TIME = new EventTime.Reader();

    private final Class<E> type;
    private final Function<Fields, E> made;
    /** Of responses of every kind; there once the mapper knows this reader. */
    private @Nullable JsonDeserializer<Object> responses;

    private AnswerReader(Class<E> type, Function<Fields, E> made) {
        super(type);
        this.type = type;
        this.made = made;
    }

    static AnswerReader<AnswerSubmitted> ofSubmitted() {
        return new AnswerReader<>(AnswerSubmitted.class, Fields::submitted);
    }

    static AnswerReader<AnswerGraded> ofGraded() {
        return new AnswerReader<>(AnswerGraded.class, Fields::graded);
    }

    @Override
    public void resolve(DeserializationContext context) throws JsonMappingException {
        responses = context.findRootValueDeserializer(context.constructType(Response.class));
    }

    @Override
    public E deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            return type.cast(context.handleUnexpectedToken(type, json));
        }
        boolean isGrade = type == AnswerGraded.class;
        Fields fields = new Fields(type);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            try {
                boolean known =
                        readShared(name, fields, json, context) || isGrade && readGrade(name, fields, json, context);
                if (!known) {
                    json.skipChildren();
                }
            } catch (IOException | RuntimeException e) {
                throw JsonMappingException.wrapWithPath(e, type, name);
            }
        }
        return made.apply(fields);
    }

    /** @return whether answers and grades have such a field */
    private boolean readShared(String name, Fields fields, JsonParser json, DeserializationContext context)
            throws IOException {
        switch (name) {
            case "answerId" -> fields.answerId = uuid(json, context);
            case "answerVersion" -> fields.answerVersion = _parseIntPrimitive(json, context);
            case "keyVersion" -> fields.keyVersion = _parseIntPrimitive(json, context);
            case "attemptId" -> fields.attemptId = uuid(json, context);
            case "position" -> fields.position = _parseIntPrimitive(json, context);
            case "learnerId" -> fields.learnerId = text(json, context);
            case "bankId" -> fields.bankId = uuid(json, context);
            case "mode" -> fields.mode = text(json, context);
            case "cohorts" -> fields.cohorts = texts(json, context);
            case "questionId" -> fields.questionId = uuid(json, context);
            case "revision" -> fields.revision = _parseIntPrimitive(json, context);
            case "response" -> fields.response = response(json, context);
            case "elapsedMillis" ->
                fields.elapsedMillis = isNull(json) ? null : (Long) LONGS.deserialize(json, context);
            case "answeredAt" -> fields.answeredAt = isNull(json) ? null : TIME.deserialize(json, context);
            case "blueprint" -> fields.blueprint = text(json, context);
            case "preview" -> fields.preview = isNull(json) ? null : (Boolean) BOOLEANS.deserialize(json, context);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** @return whether a grade has such a field of its own */
    private boolean readGrade(String name, Fields fields, JsonParser json, DeserializationContext context)
            throws IOException {
        switch (name) {
            case "score" -> fields.score = decimal(json, context);
            case "maximum" -> fields.maximum = decimal(json, context);
            case "correct" -> fields.correct = _parseBooleanPrimitive(json, context);
            default -> {
                return false;
            }
        }
        return true;
    }

    private @Nullable Response response(JsonParser json, DeserializationContext context) throws IOException {
        return isNull(json)
                ? null
                : (Response) Objects.requireNonNull(responses).deserialize(json, context);
    }

    private static boolean isNull(JsonParser json) {
        return json.hasToken(JsonToken.VALUE_NULL);
    }

    private static @Nullable String text(JsonParser json, DeserializationContext context) throws IOException {
        return isNull(json) ? null : StringDeserializer.instance.deserialize(json, context);
    }

    private static @Nullable BigDecimal decimal(JsonParser json, DeserializationContext context) throws IOException {
        return isNull(json) ? null : BigDecimalDeserializer.instance.deserialize(json, context);
    }

    private static @Nullable List<String> texts(JsonParser json, DeserializationContext context) throws IOException {
        if (isNull(json)) {
            return null;
        }
        if (!json.isExpectedStartArrayToken()) {
            return context.readValue(json, context.getTypeFactory().constructCollectionType(List.class, String.class));
        }
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(json, context));
        }
        return texts;
    }

    private static @Nullable UUID uuid(JsonParser json, DeserializationContext context) throws IOException {
        return isNull(json) ? null : UUIDS.deserialize(json, context);
    }

    /** What was read so far. */
    private static final class Fields {

        private final Class<?> type;

        private @Nullable UUID answerId;
        private @Nullable Integer answerVersion;
        private @Nullable Integer keyVersion;
        private @Nullable UUID attemptId;
        private @Nullable Integer position;
        private @Nullable String learnerId;
        private @Nullable UUID bankId;
        private @Nullable String mode;
        private @Nullable List<String> cohorts;
        private @Nullable UUID questionId;
        private @Nullable Integer revision;
        private @Nullable Response response;
        private @Nullable BigDecimal score;
        private @Nullable BigDecimal maximum;
        private @Nullable Boolean correct;
        private @Nullable Long elapsedMillis;
        private @Nullable Instant answeredAt;
        private @Nullable String blueprint;
        private @Nullable Boolean preview;

        Fields(Class<?> type) {
            this.type = type;
        }

        AnswerSubmitted submitted() {
            return new AnswerSubmitted(
                    required("answerId", answerId),
                    required("answerVersion", answerVersion),
                    required("attemptId", attemptId),
                    required("position", position),
                    required("learnerId", learnerId),
                    required("bankId", bankId),
                    required("mode", mode),
                    required("cohorts", cohorts),
                    required("questionId", questionId),
                    required("revision", revision),
                    response,
                    elapsedMillis,
                    required("answeredAt", answeredAt),
                    required("keyVersion", keyVersion),
                    blueprint,
                    preview);
        }

        AnswerGraded graded() {
            return new AnswerGraded(
                    required("answerId", answerId),
                    required("answerVersion", answerVersion),
                    required("keyVersion", keyVersion),
                    required("attemptId", attemptId),
                    required("position", position),
                    required("learnerId", learnerId),
                    required("bankId", bankId),
                    required("mode", mode),
                    required("cohorts", cohorts),
                    required("questionId", questionId),
                    required("revision", revision),
                    response,
                    required("score", score),
                    required("maximum", maximum),
                    required("correct", correct),
                    elapsedMillis,
                    required("answeredAt", answeredAt),
                    blueprint,
                    preview);
        }

        private <T> T required(String field, @Nullable T value) {
            if (value == null) {
                throw RequiredFields.missing(type, field);
            }
            return value;
        }
    }
}
