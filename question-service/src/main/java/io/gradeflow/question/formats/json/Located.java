package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that stands in a file.
 *
 * @param line where it begins
 * @param lines of what is in it
 */
record Located(JsonNode node, int line, FieldLines lines) {

    /** All of it on one line. */
    static Located onLine(JsonNode node, int line) {
        return new Located(node, line, new FieldLines());
    }
}
