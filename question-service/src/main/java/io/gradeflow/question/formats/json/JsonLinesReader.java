package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Span;
import io.gradeflow.question.formats.Upload;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One JSON object a line; {@code docs/formats.md} has its fields. */
public final class JsonLinesReader implements QuestionReader {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private int number;

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        JsonObjects objects = new JsonObjects(false, look -> look(file, look));
        try (LineSource lines = file.lines()) {
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().isBlank()) {
                    number++;
                    sink.block(block(line.get(), objects));
                }
            }
        }
    }

    private static void look(Upload file, Consumer<JsonNode> look) throws IOException {
        try (LineSource lines = file.lines()) {
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                object(line.get()).ifPresent(look);
            }
        }
    }

    private static Optional<JsonNode> object(Line line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(JSON.readTree(line.text()));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private Block block(Line line, JsonObjects objects) {
        return object(line)
                .map(object -> objects.block(number, Located.onLine(object, line.number()), Span.of(line.number())))
                .orElseGet(() -> new Block(
                        number,
                        line.number(),
                        Span.of(line.number()),
                        null,
                        List.of(Problem.error(
                                "malformed-json",
                                line.number(),
                                "The line is no JSON"
                                        + (line.text().length() >= LineSource.MAX_LINE ? ", or too long" : "")
                                        + "; write one whole object a line."))));
    }
}
