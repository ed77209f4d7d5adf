package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.gradeflow.question.formats.Upload;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where in a document questions stand, told by the names of the fields that objects have. */
final class JsonPlaces {

    /** More fields than a question has say nothing. */
    private static final int MOST_FIELDS = 50;

    /** An object or array that is open. */
    private static final class Open {
        private final Set<String> names = new HashSet<>();
        private final String name;
        private final boolean object;
        private final SortedSet<Integer> within = new TreeSet<>();
        private boolean usual = true;

        Open(String name, boolean object) {
            this.name = name;
            this.object = object;
        }
    }

    private JsonPlaces() {}

    /** How deep objects are that are questions, none of them in another; empty where all are elements of the usual array, or none is there. */
    static SortedSet<Integer> depths(Upload file, JsonFactory json) throws IOException {
        Deque<Open> open = new ArrayDeque<>();
        SortedSet<Integer> found = new TreeSet<>();
        boolean usual = true;
        try (Reader text = file.text();
                JsonParser parser = json.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && open.element().names.size() < MOST_FIELDS) {
                    open.element().names.add(OtherNames.plain(parser.currentName()));
                } else if (token.isStructStart()) {
                    String name = parser.getParsingContext().getParent().inObject()
                            ? String.valueOf(
                                    parser.getParsingContext().getParent().getCurrentName())
                            : "";
                    open.push(new Open(name, token == JsonToken.START_OBJECT));
                } else if (token.isStructEnd()) {
                    Open closed = open.pop();
                    boolean question = closed.object && OtherNames.mayBeQuestion(closed.names);
                    boolean isUsual = question ? isUsual(open) : closed.usual;
                    SortedSet<Integer> within = question ? new TreeSet<>(Set.of(open.size())) : closed.within;
                    if (open.isEmpty()) {
                        found.addAll(within);
                        usual &= isUsual;
                    } else {
                        open.element().within.addAll(within);
                        open.element().usual &= within.isEmpty() || isUsual;
                    }
                }
            }
        } catch (JsonProcessingException _) {
            // Told by whoever reads the questions before; what is still open has said what it is.
            for (Open unclosed : open) {
                found.addAll(unclosed.within);
                usual &= unclosed.usual;
            }
        }
        return usual ? Collections.emptySortedSet() : found;
    }

    /** Whether an object in these is an element of the document's array, or of the array of questions of its object. */
    private static boolean isUsual(Deque<Open> around) {
        if (around.isEmpty() || around.element().object) {
            return false;
        }
        return around.size() == 1
                || (around.size() == 2 && around.element().name.equals("questions"));
    }
}
