package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One JSON object a line; {@code docs/formats.md} has its fields. */
public final class JsonLinesReader implements QuestionReader {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private int number;

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        try (LineSource lines = file.lines()) {
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().isBlank()) {
                    number++;
                    sink.block(block(line.get()));
                }
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
        Draft draft = new JsonQuestion(new JsonFields(object, line.number(), problems)).draft();
        return new Block(number, line.number(), draft, problems);
    }
}
