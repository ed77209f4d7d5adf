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

    private static final String LETTER = "\\(?\\b[A-H]\\b(?![+#'’-])\\)?";
    private static final String LETTERS =
            LETTER + "(?:(?:\\s*,\\s*(?:(?i:and|or)\\s+)?|\\s+(?i:and|or|nor|&)\\s+)" + LETTER + ")+";

    /** "All of the above", "both A and B", "options B and D", "A and C"; but neither "above 30 °C" nor "vitamins A and D". */
    private static final Pattern SPEAKS_OF_OTHERS = Pattern.compile(String.join(
            "|",
            "\\b(?i:(?:all|none|both|neither|either|any)\\s+(?:of\\s+)?(?:the|these)\\s+"
                    + "(?:(?:other\\s+)?(?:answers|choices|options|statements)\\s+)?(?:above|below))\\b",
            "\\b(?i:both|neither|either|only)\\s+" + LETTERS,
            "\\b(?i:options?|answers?|choices?)\\s+" + LETTER,
            "^\\s*" + LETTERS + "(?:[\\s.;]*$|,?\\s+(?i:only|but|together|are)\\b)"));

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
