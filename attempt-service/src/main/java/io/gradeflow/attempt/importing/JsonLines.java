package io.gradeflow.attempt.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. Whole numbers are taken for their text, as a table would have them. */
final class JsonLines implements LineFormat {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Override
    public boolean heads(Line first) {
        return false;
    }

    @Override
    public Reading read(Line.Text line, Instant now) {
        JsonNode object;
        try {
            object = JSON.readTree(line.text());
        } catch (JsonProcessingException e) {
            return malformed(line, "The line is no JSON; write one whole object a line, each field once.");
        }
        return object.isObject()
                ? new ObjectReading(object, line.number(), now).reading()
                : malformed(line, "The line is no JSON object; write {...}.");
    }

    private static Reading malformed(Line line, String message) {
        return new Reading.Bad(Verdict.onLine(line.number(), Fault.MALFORMED_JSON, message));
    }

    private static final class ObjectReading {

        private final JsonNode object;
        private final LineFields fields;

        ObjectReading(JsonNode object, int number, Instant now) {
            this.object = object;
            JsonNode externalId = object.path(LineFields.EXTERNAL_ID);
            this.fields = new LineFields(number, isText(externalId) ? externalId.asText() : null, now);
        }

        Reading reading() {
            object.fieldNames().forEachRemaining(name -> {
                if (!LineFields.ALL.contains(name)) {
                    fields.fault(
                            name,
                            Fault.UNKNOWN_FIELD,
                            "A line has no such field; see docs/history.md for those it has.");
                }
            });
            return fields.reading(
                    text(LineFields.LEARNER),
                    text(LineFields.BANK),
                    text(LineFields.QUESTION),
                    choices(),
                    text(LineFields.ANSWERED_AT),
                    text(LineFields.ATTEMPT));
        }

        private @Nullable List<String> choices() {
            JsonNode array = object.path(LineFields.CHOICES);
            if (array.isMissingNode() || array.isNull()) {
                return null;
            }
            List<String> choices = new ArrayList<>();
            if (!array.isArray()) {
                fields.fault(LineFields.CHOICES, Fault.INVALID_FIELD, "choices must be an array, such as [\"A\"].");
            }
            for (JsonNode choice : array) {
                if (!isText(choice)) {
                    fields.fault(LineFields.CHOICES, Fault.INVALID_FIELD, "Each of the choices must be text.");
                }
                choices.add(choice.asText());
            }
            return choices;
        }

        private @Nullable String text(String field) {
            JsonNode value = object.path(field);
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            if (!isText(value)) {
                fields.fault(field, Fault.INVALID_FIELD, field + " must be text.");
            }
            return value.asText();
        }

        private static boolean isText(JsonNode value) {
            return value.isTextual() || value.isIntegralNumber();
        }
    }
}
