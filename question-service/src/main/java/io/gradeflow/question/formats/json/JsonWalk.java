package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.gradeflow.question.formats.BlockSize;
import io.gradeflow.question.formats.Upload;
import java.io.IOException;
import java.io.Reader;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The questions of a document, one at a time: the elements of its array, or of the array {@code questions} of its object. Where others stand
 * elsewhere, they are found as deep as the first of them.
 */
final class JsonWalk {

    /** Takes what may be questions, in the order of the document. */
    interface Elements {

        /** @param element empty where it is larger than a question may be */
        void element(Optional<Located> element, int line);

        /** From here on it is no JSON. */
        void malformed(int line);
    }

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(BlockSize.MOST_CHARACTERS)
                    .build())
            .build();
    private static final String QUESTIONS = "questions";

    private final Upload file;
    private final SortedSet<Integer> depths;

    private JsonWalk(Upload file, SortedSet<Integer> depths) {
        this.file = file;
        this.depths = depths;
    }

    /** @param ownAlone whether only questions in the form of this system are wanted, which stand nowhere else */
    static JsonWalk of(Upload file, boolean ownAlone) throws IOException {
        return new JsonWalk(file, ownAlone ? Collections.emptySortedSet() : JsonPlaces.depths(file, JSON));
    }

    /** Goes through the whole document, each time anew. */
    void each(Elements elements) throws IOException {
        try (Reader text = file.text();
                JsonParser parser = JSON.createParser(text)) {
            try {
                if (depths.isEmpty()) {
                    array(parser, elements);
                } else {
                    deep(parser, elements);
                }
            } catch (JsonProcessingException e) {
                elements.malformed(
                        e.getLocation() == null
                                ? 1
                                : Math.max(1, e.getLocation().getLineNr()));
            }
        }
    }

    private static void array(JsonParser parser, Elements elements) throws IOException {
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
            element(parser, elements);
        }
        skipRest(parser, alone);
    }

    private static void element(JsonParser parser, Elements elements) throws IOException {
        int line = Math.max(1, parser.currentTokenLocation().getLineNr());
        elements.element(JsonElement.read(parser), line);
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

    /** Objects as deep as questions were seen; beside those, in objects, is what is said of them. */
    private void deep(JsonParser parser, Elements elements) throws IOException {
        int depth = 0;
        boolean begun = false;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (depth == 0 && begun) {
                throw new JsonParseException(parser, "something follows the end of the document");
            }
            begun = true;
            if (token == JsonToken.START_OBJECT && depths.contains(depth)) {
                boolean inArray = parser.getParsingContext().getParent().inArray();
                int line = Math.max(1, parser.currentTokenLocation().getLineNr());
                Optional<Located> element = JsonElement.read(parser);
                if (inArray
                        || element.isEmpty()
                        || OtherShape.mayBeOne(element.get().node())) {
                    elements.element(element, line);
                }
            } else if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        }
    }
}
