package io.gradeflow.grading;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which target was put to which prompt. Prompts may be left without one; a target may stand with several.
 *
 * @param pairs ids of targets by ids of prompts, at least one; sorted and unmodifiable
 */
public record PairsResponse(SortedMap<String, String> pairs) implements Response {

    public PairsResponse {
        pairs = checked(pairs);
    }

    static SortedMap<String, String> checked(@Nullable SortedMap<String, String> given) {
        SortedMap<String, String> pairs = Part.required(given, "pairs");
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("at least one pair is needed");
        }
        SortedMap<String, String> sorted = new TreeMap<>(pairs);
        if (sorted.entrySet().stream()
                .anyMatch(pair -> pair.getKey().isBlank()
                        || Part.required(pair.getValue(), "a target").isBlank())) {
            throw new IllegalArgumentException("an id is blank");
        }
        return Collections.unmodifiableSortedMap(sorted);
    }

    @Override
    public String pattern() {
        return pairs.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
    }
}
