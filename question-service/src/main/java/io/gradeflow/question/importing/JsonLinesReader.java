package io.gradeflow.question.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.question.importing.Draft.DraftChoice;
import io.gradeflow.question.topic.TopicPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One JSON object a line; {@code docs/formats.md} has its fields. */
final class JsonLinesReader implements QuestionReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> FIELDS =
            Set.of("externalId", "type", "stem", "choices", "select", "topics", "explanation");
    private static final Set<String> CHOICE_FIELDS = Set.of("id", "text", "correct");

    private int number;

    @Override
    public void read(LineSource lines, Sink sink) throws IOException {
        for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (!line.get().isBlank()) {
                number++;
                sink.block(block(line.get()));
            }
        }
    }

    private Block block(Line line) {
        List<Problem> problems = new ArrayList<>();
        JsonNode object;
        try {
            object = JSON.readTree(line.text());
        } catch (JsonProcessingException e) {
            problems.add(Problem.error(
                    "malformed-json",
                    line.number(),
                    "The line is no JSON" + (line.text().length() >= LineSource.MAX_LINE ? ", or too long" : "")
                            + "; write one whole object a line."));
            return new Block(number, line.number(), null, problems);
        }
        if (!object.isObject()) {
            problems.add(Problem.error("malformed-json", line.number(), "The line is no JSON object; write {...}."));
            return new Block(number, line.number(), null, problems);
        }
        Draft draft = new ObjectReading(object, line.number(), problems).draft();
        return new Block(number, line.number(), problems.stream().anyMatch(Problem::isError) ? null : draft, problems);
    }

    /** Reads the fields of one object and reports each that isn't what it should be. */
    private record ObjectReading(JsonNode object, int line, List<Problem> problems) {

        Draft draft() {
            unknownFields(object, FIELDS);
            String type = text(object, "type", true);
            if (type != null && !type.equals("single") && !type.equals("multiple")) {
                fault("type", "must be \"single\" or \"multiple\"");
            }
            String stem = String.valueOf(text(object, "stem", true));
            List<DraftChoice> choices = choices();
            String explanation = text(object, "explanation", false);
            DraftCheck.lengths(stem, choices, explanation, line, problems);
            DraftCheck.choices(choices, line, problems);
            DraftCheck.encoding(stem + choices, line, problems);
            int correct = (int) choices.stream().filter(DraftChoice::correct).count();
            boolean single = "single".equals(type);
            if (single && correct > 1) {
                fault("choices", "has " + correct + " correct choices, but type is \"single\"");
            }
            int select = select(single, correct);
            return new Draft(externalId(), stem, choices, select, select, topics(), explanation);
        }

        private int select(boolean single, int correct) {
            JsonNode select = object.get("select");
            if (select == null || select.isNull()) {
                return single ? 1 : Math.max(1, correct);
            }
            if (!select.isIntegralNumber()) {
                fault("select", "must be a whole number");
            } else if (correct > 0 && select.intValue() != correct) {
                problems.add(Problem.error(
                        "select-count-mismatch",
                        line,
                        "select is " + select.intValue() + ", but " + correct
                                + " choices are correct; mend one of them."));
            }
            return Math.max(1, correct);
        }

        private @Nullable String externalId() {
            String id = text(object, "externalId", false);
            if (id != null && (id.isBlank() || id.length() > 200)) {
                fault("externalId", "must have 1 to 200 characters");
            }
            return id;
        }

        private List<DraftChoice> choices() {
            JsonNode array = object.get("choices");
            if (array == null || !array.isArray()) {
                fault("choices", "must be an array of {\"id\", \"text\", \"correct\"}");
                return List.of();
            }
            List<DraftChoice> choices = new ArrayList<>();
            for (JsonNode choice : array) {
                if (!choice.isObject()) {
                    fault("choices", "must hold objects");
                    continue;
                }
                unknownFields(choice, CHOICE_FIELDS);
                String id = text(choice, "id", true);
                String text = text(choice, "text", true);
                JsonNode correct = choice.get("correct");
                if (correct != null && !correct.isBoolean()) {
                    fault("choices.correct", "must be true or false");
                }
                if (id != null && (id.isBlank() || id.length() > 40)) {
                    fault("choices.id", "must have 1 to 40 characters");
                } else if (id != null && text != null) {
                    if (choices.stream().anyMatch(other -> other.id().equals(id))) {
                        fault("choices.id", "\"" + id + "\" stands twice");
                    }
                    choices.add(new DraftChoice(id, text, correct != null && correct.asBoolean()));
                }
            }
            return choices;
        }

        private List<String> topics() {
            JsonNode array = object.get("topics");
            if (array == null || array.isNull()) {
                return List.of();
            }
            List<String> topics = new ArrayList<>();
            if (!array.isArray()) {
                fault("topics", "must be an array of paths");
                return topics;
            }
            for (JsonNode topic : array) {
                if (!topic.isTextual() || !TopicPath.isValid(topic.asText())) {
                    fault(
                            "topics",
                            topic + " is no topic path; write lower-case words joined by hyphens, levels apart by /");
                } else if (!topics.contains(topic.asText())) {
                    topics.add(topic.asText());
                }
            }
            return topics;
        }

        private @Nullable String text(JsonNode node, String field, boolean required) {
            JsonNode value = node.get(field);
            if (value == null || value.isNull()) {
                if (required) {
                    fault(field, "is missing");
                }
                return null;
            }
            if (!value.isTextual()) {
                fault(field, "must be text");
                return null;
            }
            // PostgreSQL keeps no NUL in text.
            return value.asText().replace("\u0000", "").strip();
        }

        private void unknownFields(JsonNode node, Set<String> known) {
            node.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    problems.add(Problem.warning(
                            "unknown-field", line, "The field " + name + " is unknown and was ignored."));
                }
            });
        }

        private void fault(String field, String what) {
            problems.add(Problem.error("invalid-field", line, field + " " + what + "."));
        }
    }
}
