package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines in which objects of a document and their fields stand; none where all is on one line. */
final class FieldLines {

    private record Place(int line, Map<String, Integer> fields) {}

    private final Map<JsonNode, Place> places = new IdentityHashMap<>();

    void add(JsonNode object, int line, Map<String, Integer> fields) {
        places.put(object, new Place(line, fields));
    }

    /** @param otherwise where nothing is known of the object */
    int of(JsonNode object, int otherwise) {
        Place place = places.get(object);
        return place == null ? otherwise : place.line();
    }

    /** Where a field's value begins; where it isn't there, the object. */
    int of(JsonNode object, @Nullable String field, int otherwise) {
        Place place = places.get(object);
        if (place == null) {
            return otherwise;
        }
        return place.fields().getOrDefault(field, place.line());
    }
}
