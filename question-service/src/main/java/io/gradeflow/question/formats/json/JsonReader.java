package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.BlockSize;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One JSON document: an array of the objects that JSON Lines has a line each, or an object with such an array as {@code questions}. */
public final class JsonReader implements QuestionReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(BlockSize.MOST_CHARACTERS)
                    .build())
            .build();
    private static final String QUESTIONS = "questions";

    private int number;

    /** Whether a line is an object in itself, and not the beginning of one. */
    public static boolean isWhole(String line) {
        try {
            return JsonLinesReader.JSON.readTree(line).isObject();
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        try (Reader text = file.text();
                JsonParser parser = JSON.createParser(text)) {
            try {
                read(parser, sink);
            } catch (JsonProcessingException e) {
                int line = e.getLocation() == null
                        ? 1
                        : Math.max(1, e.getLocation().getLineNr());
                sink.block(new Block(
                        ++number,
                        line,
                        null,
                        List.of(Problem.error(
                                "malformed-json",
                                line,
                                "The file is no JSON from here on, so what follows can't be read; mend"
                                        + " it, or write one object a line."))));
            }
        }
    }

    private void read(JsonParser parser, Sink sink) throws IOException {
        if (parser.nextToken() == JsonToken.START_OBJECT && !findsQuestions(parser)) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        boolean alone = parser.getParsingContext().getParent().inRoot();
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            int line = Math.max(1, parser.currentTokenLocation().getLineNr());
            Optional<JsonNode> element = JsonElement.read(parser);
            sink.block(element.isPresent() ? block(element.get(), line) : tooLarge(line));
        }
        skipRest(parser, alone);
    }

    /** What follows the questions is no JSON where they stand alone; in an object, other fields may follow. */
    private static void skipRest(JsonParser parser, boolean alone) throws IOException {
        if (!alone) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals(QUESTIONS)) {
                    throw new JsonParseException(parser, "questions stand there twice");
                }
                parser.nextToken();
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "something follows the end of the document");
        }
    }

    private Block tooLarge(int line) {
        return new Block(++number, line, null, List.of(BlockSize.refusal(line, "shorten it.")));
    }

    private static boolean findsQuestions(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(QUESTIONS);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private Block block(JsonNode element, int line) {
        List<Problem> problems = new ArrayList<>();
        Draft draft = null;
        if (element.isObject()) {
            draft = new JsonQuestion(new JsonFields(element, line, problems)).draft();
        } else {
            problems.add(Problem.error("malformed-json", line, "The element is no JSON object; write {...}."));
        }
        return new Block(++number, line, draft, problems);
    }
}
