package io.gradeflow.analytics.items;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A revision of a question as it is analysed.
 *
 * @param id names the revision
 * @param options ids of its choices, in their order, at most {@value #MOST_OPTIONS}; empty where there is nothing to choose
 * @param key the options that make a right answer; empty where the key names none, as where the answer is typed
 * @param keyed whether a key tells right from wrong; false where everybody gets the credit, or nobody any more
 */
public record Item(String id, List<String> options, Set<String> key, boolean keyed) {

    public static final int MOST_OPTIONS = 64;

    /** An item with a key that tells right from wrong. */
    public Item(String id, List<String> options, Set<String> key) {
        this(id, options, key, true);
    }

    /** @throws IllegalArgumentException if there are too many options, one is named twice, or the key names another */
    public Item {
        options = List.copyOf(options);
        key = Set.copyOf(key);
        if (options.size() > MOST_OPTIONS) {
            throw new IllegalArgumentException(
                    "item " + id + " has " + options.size() + " options; at most " + MOST_OPTIONS + " are analysed");
        }
        Set<String> distinct = new HashSet<>(options);
        if (distinct.size() != options.size()) {
            throw new IllegalArgumentException("item " + id + " names an option twice: " + options);
        }
        if (!distinct.containsAll(key)) {
            throw new IllegalArgumentException("the key of item " + id + " names an option that it doesn't have");
        }
    }
}
