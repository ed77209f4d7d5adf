package io.gradeflow.question.formats.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.grading.Fraction;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.WholeText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object; each that isn't what it should be is reported, at its own line.
 *
 * @param line where the object begins
 * @param lines of the fields
 */
record JsonFields(JsonNode object, int line, FieldLines lines, List<Problem> problems) {

    JsonFields of(JsonNode inner) {
        return new JsonFields(inner, lines.of(inner, line), lines, problems);
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    @Nullable
    JsonNode get(String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    @Nullable
    String text(String field, boolean required) {
        JsonNode value = get(field);
        if (value == null) {
            if (required) {
                fault(field, "is missing");
            }
            return null;
        }
        if (!value.isTextual()) {
            fault(field, "must be text");
            return null;
        }
        return WholeText.of(value.asText()).strip();
    }

    boolean flag(String field) {
        JsonNode value = get(field);
        if (value != null && !value.isBoolean()) {
            fault(field, "must be true or false");
        }
        return value != null && value.asBoolean();
    }

    @Nullable
    BigDecimal decimal(String field) {
        JsonNode value = get(field);
        if (value != null && !value.isNumber()) {
            fault(field, "must be a number");
            return null;
        }
        return value == null ? null : value.decimalValue();
    }

    /** A part, as text such as {@code "1/3"} or as a number. */
    Fraction fraction(String field, Fraction otherwise) {
        JsonNode value = get(field);
        if (value == null) {
            return otherwise;
        }
        Fraction fraction = value.isTextual() || value.isNumber()
                ? made(
                        field,
                        () -> value.isNumber() ? Fraction.of(value.decimalValue()) : Fraction.read(value.asText()))
                : null;
        if (fraction == null && !value.isTextual() && !value.isNumber()) {
            fault(field, "must be a number, or a fraction such as \"1/3\"");
        }
        return fraction == null ? otherwise : fraction;
    }

    /** The constant of that name in lower case with hyphens. */
    <E extends Enum<E>> E constant(String field, E otherwise, Class<E> type) {
        String text = text(field, false);
        if (text == null) {
            return otherwise;
        }
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text)) {
                return constant;
            }
            names.add(name);
        }
        fault(field, "must be one of " + String.join(", ", names));
        return otherwise;
    }

    /** The objects of an array; none where there is no array, which is reported. */
    List<JsonFields> objects(String field, String what, Set<String> known) {
        List<JsonFields> objects = new ArrayList<>();
        JsonNode array = get(field);
        if (array == null || !array.isArray()) {
            fault(field, "must be an array of " + what);
            return objects;
        }
        for (JsonNode element : array) {
            if (element.isObject()) {
                JsonFields fields = of(element);
                fields.unknown(known);
                objects.add(fields);
            } else {
                fault(field, "must hold objects");
            }
        }
        return objects;
    }

    /** The texts of an array. */
    List<String> texts(String field, boolean required) {
        List<String> texts = new ArrayList<>();
        JsonNode array = get(field);
        if (array == null && !required) {
            return texts;
        }
        if (array == null || !array.isArray()) {
            fault(field, "must be an array of texts");
            return texts;
        }
        for (JsonNode element : array) {
            if (element.isTextual() && !element.asText().isBlank()) {
                texts.add(WholeText.of(element.asText()).strip());
            } else {
                fault(field, "must hold texts that aren't empty");
            }
        }
        return texts;
    }

    /** What a constructor makes of what was read; null where it refuses that, which is reported. */
    <T> @Nullable T made(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            fault(field, "can't be so: " + e.getMessage());
            return null;
        }
    }

    void unknown(Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(Problem.warning(
                        "unknown-field",
                        lines.of(object, name, line),
                        "The field " + WholeText.shortened(WholeText.of(name)) + " is unknown and was ignored."));
            }
        });
    }

    void fault(String field, String what) {
        problems.add(Problem.error(
                "invalid-field",
                lines.of(object, field.substring(field.lastIndexOf('.') + 1), line),
                field + " " + what + "."));
    }

    boolean isFaulty() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
