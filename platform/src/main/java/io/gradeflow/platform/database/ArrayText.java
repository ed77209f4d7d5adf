package io.gradeflow.platform.database;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Arrays of PostgreSQL in their text form, for columns in which each row has an array of a length of its own. */
public final class ArrayText {

    private ArrayText() {}

    public static String ofTexts(Collection<String> values) {
        return of(values, value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }

    /** @param element a number or a UUID, which needs no quotes */
    public static <T> String of(Collection<T> values, Function<? super T, ?> element) {
        return values.stream()
                .map(value -> String.valueOf(element.apply(value)))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
