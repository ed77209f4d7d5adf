package io.gradeflow.grading;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items in the order that the learner gave them.
 *
 * @param order ids, at least one, none twice
 */
public record OrderResponse(List<String> order) implements Response {

    public OrderResponse {
        order = checked(order);
    }

    static List<String> checked(@Nullable List<String> order) {
        List<String> copy = List.copyOf(Part.required(order, "order"));
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("at least one item is needed");
        }
        if (copy.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("an item's id is blank");
        }
        if (new HashSet<>(copy).size() < copy.size()) {
            throw new IllegalArgumentException("an item stands twice");
        }
        return copy;
    }

    @Override
    public String pattern() {
        return String.join(">", order);
    }
}
