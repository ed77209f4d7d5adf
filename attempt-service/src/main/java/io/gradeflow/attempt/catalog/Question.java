package io.gradeflow.attempt.catalog;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of one revision of a question, which never changes. Nothing of its key.
 *
 * @param keepsOrder whether a choice speaks of others by their place or letter, so that all make sense only as they were written
 */
public record Question(
        String kind, String stem, List<Choice> choices, int selectMin, int selectMax, boolean keepsOrder) {

    private static final Pattern SPEAKS_OF_OTHERS = Pattern.compile(
            "\\b(above|below|preceding|following|previous)\\b|\\b(both|either|neither|only)?\\s*\\(?[A-H]\\)? (and|or|nor) \\(?[A-H]\\b",
            Pattern.CASE_INSENSITIVE);

    public static Question of(String kind, String stem, List<Choice> choices, int selectMin, int selectMax) {
        boolean keepsOrder = choices.stream()
                .anyMatch(choice -> SPEAKS_OF_OTHERS.matcher(choice.text()).find());
        return new Question(kind, stem, choices, selectMin, selectMax, keepsOrder);
    }

    /** Which revision of which question. */
    public record Ref(UUID questionId, int revision) {}

    /** One of the things to tick. */
    public record Choice(String id, String text) {}

    public Set<String> choiceIds() {
        return choices.stream().map(Choice::id).collect(Collectors.toSet());
    }
}
