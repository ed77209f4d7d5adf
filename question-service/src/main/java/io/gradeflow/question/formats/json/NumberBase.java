package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Whether numbers of choices count from 0 or from 1 in a file. A 0 among them tells, and so does one that is as high as there are choices; where
 * neither is there, or both, nothing does.
 */
final class NumberBase {

    private boolean zero;
    private boolean last;

    /** Looks at one question of the file. */
    void look(JsonNode question) {
        Map<String, JsonNode> fields = OtherNames.fields(OtherShape.flat(question));
        OtherChoices choices = OtherChoices.of(fields, new ArrayList<>());
        for (String name : OtherNames.KEY) {
            for (JsonNode part : OtherChoices.parts(fields.get(name))) {
                String text = OtherChoices.text(part);
                boolean isPlace = text.matches("\\d{1,2}")
                        && !isIndex(name)
                        && !choices.names().contains(text)
                        && !choices.texts().contains(text);
                if (isPlace) {
                    zero |= text.equals("0");
                    last |= Integer.parseInt(text) == choices.texts().size();
                }
            }
        }
    }

    /** Of the first choice. */
    OptionalInt first() {
        return zero == last ? OptionalInt.empty() : OptionalInt.of(zero ? 0 : 1);
    }

    boolean isUntold() {
        return zero == last;
    }

    /** Whether numbers in a field of that name count from 0, whatever others do. */
    static boolean isIndex(String field) {
        return field.contains("index") || field.contains("indices") || field.contains("idx");
    }
}
