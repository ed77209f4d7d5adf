package io.gradeflow.question.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.platform.http.BoundedBody;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Encoding;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.json.JsonReader;
import io.gradeflow.question.topic.TopicEntry;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question as somebody sends it by itself, in the form that a line of JSON Lines has. It goes through the reader of files, so
 * that what holds there holds here.
 *
 * @param warnings what its author should look at
 */
record SentQuestion(Draft draft, List<Problem> warnings) {

    static final String FORM =
            "Send the question as a JSON object, such as {\"type\": \"true-false\", \"stem\": \"...\","
                    + " \"answer\": true}; docs/formats.md has the fields of every type.";

    /** More than a question that isn't too long can take, however it is written. */
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    /** Something that makes the question impossible. */
    private record Fault(String code, String field, String message) {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** By the type of question, what is right and wrong in it. */
    private static final Map<String, String> PARTS = Map.of(
            "matching",
            "pairs",
            "ordering",
            "order",
            "short-text",
            "answers",
            "numeric",
            "answers",
            "true-false",
            "answer");

    /** @throws ProblemException with 400 that names the field at fault, with 413 for more than any question has */
    static SentQuestion read(@Nullable InputStream body) throws IOException {
        if (body == null) {
            throw new ProblemException(PlatformError.BODY_MISSING, FORM);
        }
        JsonNode question = question(BoundedBody.of(body, MOST_BYTES));
        Block block = block(question);
        List<Problem> faults = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        for (Problem problem : block.problems()) {
            // In a file a field too many is passed over. Who sends one question is told.
            boolean isFault = problem.isError() || problem.code().equals("unknown-field");
            (isFault ? faults : warnings).add(problem);
        }
        Draft draft = block.draft();
        if (draft == null || !faults.isEmpty()) {
            throw invalid(faults, question.path("type").asText());
        }
        return new SentQuestion(draft, warnings);
    }

    private static JsonNode question(InputStream body) throws IOException {
        try {
            JsonNode question = JSON.readTree(body);
            if (question.isMissingNode()) {
                throw new ProblemException(PlatformError.BODY_MISSING, FORM);
            }
            if (question.isObject()) {
                return question;
            }
        } catch (JsonProcessingException | CharConversionException e) {
            throw new ProblemException(PlatformError.MALFORMED_JSON, "The body is no well-formed JSON. " + FORM);
        }
        throw new ProblemException(PlatformError.MALFORMED_JSON, "The body is no JSON object. " + FORM);
    }

    private static Block block(JsonNode question) {
        List<Block> blocks = new ArrayList<>();
        try {
            byte[] file = JSON.writeValueAsBytes(List.of(question));
            JsonReader.ofOwn()
                    .read(new Upload(() -> new ByteArrayInputStream(file), Encoding.UTF_8), new OneBlock(blocks));
        } catch (IOException e) {
            throw new UncheckedIOException("a question in memory can be read", e);
        }
        return blocks.getFirst();
    }

    private record OneBlock(List<Block> blocks) implements QuestionReader.Sink {

        @Override
        public void taxonomy(List<TopicEntry> entries) {
            throw new IllegalStateException("a question alone has no taxonomy");
        }

        @Override
        public void block(Block block) {
            blocks.add(block);
        }
    }

    private static ProblemException invalid(List<Problem> faults, String type) {
        List<Fault> all = faults.stream()
                .map(fault -> new Fault(fault.code(), field(fault, type), message(fault)))
                .toList();
        return new ProblemException(
                        QuestionError.QUESTION_INVALID, all.getFirst().message())
                .field(all.getFirst().field())
                .with("problems", all);
    }

    /** Of readers' messages those on a field name it. */
    private static String field(Problem fault, String type) {
        return switch (fault.code()) {
            case "invalid-field" -> fault.message().split(" ", 2)[0];
            case "unknown-field" -> fault.message().replaceFirst("The field (.*) is unknown.*", "$1");
            case "malformed-json" -> "type";
            case "no-stem", "text-too-long" -> "stem";
            case "select-count-mismatch" -> "select";
            default -> PARTS.getOrDefault(type, "choices");
        };
    }

    private static String message(Problem fault) {
        return fault.message().replace(" and was ignored.", "; docs/formats.md has the fields of every type.");
    }
}
