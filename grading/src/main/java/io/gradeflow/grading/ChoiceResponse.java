package io.gradeflow.grading;

import java.util.Collection;
import java.util.SortedSet;

/**
 * The choices ticked, by id, for single choice and multiple response. Two responses that tick the same choices in
 * another order are equal.
 *
 * @param choices at least one choice id; sorted and unmodifiable
 */
public record ChoiceResponse(SortedSet<String> choices) implements Response {

    public ChoiceResponse {
        choices = ChoiceIds.of(choices);
    }

    /** @throws IllegalArgumentException if there is no choice or a choice id is blank */
    public static ChoiceResponse of(Collection<String> choices) {
        return new ChoiceResponse(ChoiceIds.of(choices));
    }

    @Override
    public String pattern() {
        return String.join(",", choices);
    }
}
