package io.gradeflow.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.UUIDSerializer;
import io.gradeflow.grading.Response;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes answers and grades field by field, as {@link AnswerReader} reads them, in the form that data binding gives them. */
final class AnswerWriter<E extends AnswerEvent> extends StdSerializer<E> {

    private static final long serialVersionUID = 1;

    private static final SerializableString ANSWER_ID = new SerializedString("answerId");
    private static final SerializableString ANSWER_VERSION = new SerializedString("answerVersion");
    private static final SerializableString KEY_VERSION = new SerializedString("keyVersion");
    private static final SerializableString ATTEMPT_ID = new SerializedString("attemptId");
    private static final SerializableString POSITION = new SerializedString("position");
    private static final SerializableString LEARNER_ID = new SerializedString("learnerId");
    private static final SerializableString BANK_ID = new SerializedString("bankId");
    private static final SerializableString MODE = new SerializedString("mode");
    private static final SerializableString COHORTS = new SerializedString("cohorts");
    private static final SerializableString QUESTION_ID = new SerializedString("questionId");
    private static final SerializableString REVISION = new SerializedString("revision");
    private static final SerializableString RESPONSE = new SerializedString("response");
    private static final SerializableString SCORE = new SerializedString("score");
    private static final SerializableString MAXIMUM = new SerializedString("maximum");
    private static final SerializableString CORRECT = new SerializedString("correct");
    private static final SerializableString ELAPSED_MILLIS = new SerializedString("elapsedMillis");
    private static final SerializableString ANSWERED_AT = new SerializedString("answeredAt");
    private static final SerializableString BLUEPRINT = new SerializedString("blueprint");
    private static final SerializableString PREVIEW = new SerializedString("preview");

    private static final UUIDSerializer UUIDS = new UUIDSerializer();

    AnswerWriter(Class<E> event) {
        super(event);
    }

    @Override
    public void serialize(E event, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject(event);
        write(ANSWER_ID, event.answerId(), json, provider);
        write(ANSWER_VERSION, event.answerVersion(), json);
        if (event instanceof AnswerGraded) {
            write(KEY_VERSION, event.keyVersion(), json);
        }
        write(ATTEMPT_ID, event.attemptId(), json, provider);
        write(POSITION, event.position(), json);
        write(LEARNER_ID, event.learnerId(), json);
        write(BANK_ID, event.bankId(), json, provider);
        write(MODE, event.mode(), json);
        json.writeFieldName(COHORTS);
        json.writeStartArray(event.cohorts());
        for (String cohort : event.cohorts()) {
            json.writeString(cohort);
        }
        json.writeEndArray();
        write(QUESTION_ID, event.questionId(), json, provider);
        write(REVISION, event.revision(), json);
        Response response = event.response();
        if (response != null) {
            json.writeFieldName(RESPONSE);
            provider.findTypedValueSerializer(response.getClass(), true, null).serialize(response, json, provider);
        }
        if (event instanceof AnswerGraded grade) {
            json.writeFieldName(SCORE);
            json.writeNumber(grade.score());
            json.writeFieldName(MAXIMUM);
            json.writeNumber(grade.maximum());
            write(CORRECT, grade.correct(), json);
        }
        Long elapsed = event.elapsedMillis();
        if (elapsed != null) {
            json.writeFieldName(ELAPSED_MILLIS);
            json.writeNumber(elapsed);
        }
        write(ANSWERED_AT, EventTime.write(event.answeredAt()), json);
        if (event instanceof AnswerSubmitted) {
            write(KEY_VERSION, event.keyVersion(), json);
        }
        write(BLUEPRINT, event.blueprint(), json);
        write(PREVIEW, event.preview(), json);
        json.writeEndObject();
    }

    private static void write(SerializableString name, UUID value, JsonGenerator json, SerializerProvider provider)
            throws IOException {
        json.writeFieldName(name);
        UUIDS.serialize(value, json, provider);
    }

    private static void write(SerializableString name, int value, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(value);
    }

    private static void write(SerializableString name, @Nullable String value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeString(value);
        }
    }

    private static void write(SerializableString name, @Nullable Boolean value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeBoolean(value);
        }
    }
}
