package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.question.formats.BlockSize;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One element of a document, of which no more is kept than a question may have. */
final class JsonElement {

    /** A question has some hundred of values. */
    private static final int MOST_VALUES = 10_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private final JsonParser parser;
    private final FieldLines lines = new FieldLines();
    private int values;
    private long characters;

    private JsonElement(JsonParser parser) {
        this.parser = parser;
    }

    /** The one that begins here, read to its end; empty where it is too large. */
    static Optional<Located> read(JsonParser parser) throws IOException {
        JsonElement element = new JsonElement(parser);
        int line = element.line();
        JsonNode node = element.node();
        return element.isTooLarge() ? Optional.empty() : Optional.of(new Located(node, line, element.lines));
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private boolean isTooLarge() {
        return values > MOST_VALUES || characters > BlockSize.MOST_CHARACTERS;
    }

    private JsonNode node() throws IOException {
        values++;
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL, VALUE_EMBEDDED_OBJECT, FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE ->
                NODES.nullNode();
        };
    }

    private JsonNode text() throws IOException {
        characters += parser.getTextLength();
        return isTooLarge() ? NODES.nullNode() : NODES.textNode(parser.getText());
    }

    private JsonNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        int begins = line();
        Map<String, Integer> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            characters += name.length();
            parser.nextToken();
            int line = line();
            JsonNode value = node();
            if (!isTooLarge()) {
                object.set(name, value);
                fields.put(name, line);
            }
        }
        lines.add(object, begins, fields);
        return object;
    }

    private JsonNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode value = node();
            if (!isTooLarge()) {
                array.add(value);
            }
        }
        return array;
    }
}
