package io.gradeflow.grading;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The one form in which sets of choice ids are kept: sorted, unmodifiable, never empty, no blank id. */
final class ChoiceIds {

    private ChoiceIds() {}

    static SortedSet<String> of(@Nullable Collection<String> given) {
        Collection<String> choices = Part.required(given, "the list of choices");
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("at least one choice is needed");
        }
        SortedSet<String> sorted = new TreeSet<>(choices);
        if (sorted.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a choice id is blank");
        }
        return Collections.unmodifiableSortedSet(sorted);
    }
}
