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
                        && !choices.names().contains(text)
                        && !choices.texts().contains(text);
                if (isPlace) {
                    zero |= text.equals("0") && !isIndex(name);
                    last |= Integer.parseInt(text) == choices.texts().size();
                }
            }
        }
    }

    /** Of the first choice, in the field of that name. */
    OptionalInt of(String field) {
        if (isIndex(field)) {
            return OptionalInt.of(0);
        }
        return zero == last ? OptionalInt.empty() : OptionalInt.of(zero ? 0 : 1);
    }

    boolean isUntold() {
        return zero == last;
    }

    private static boolean isIndex(String field) {
        return field.endsWith("index")
                || field.endsWith("idx")
                || field.endsWith("indexes")
                || field.endsWith("indices");
    }
}
