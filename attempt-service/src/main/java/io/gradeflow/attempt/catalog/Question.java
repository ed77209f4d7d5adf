package io.gradeflow.attempt.catalog;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.platform.keys.Keyed;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of one revision of a question, which never changes. Nothing of its key.
 *
 * @param choices what is ticked, put to prompts or put in order; none where the answer is typed
 * @param prompts what choices are put to; none unless the question is a matching one
 * @param selectMin how many choices are ticked at least, with {@code selectMax} 0 where none is
 * @param keepsOrder whether a choice speaks of others by their place or letter, so that all make sense only as they were written
 */
public record Question(
        Kind kind,
        String stem,
        List<Choice> choices,
        List<Choice> prompts,
        int selectMin,
        int selectMax,
        boolean keepsOrder) {

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
        return of(Kind.valueOf(kind), stem, choices, List.of(), selectMin, selectMax);
    }

    static Question of(
            Kind kind, String stem, List<Choice> choices, List<Choice> prompts, int selectMin, int selectMax) {
        boolean keepsOrder = choices.stream()
                .anyMatch(choice -> SPEAKS_OF_OTHERS.matcher(choice.text()).find());
        return new Question(kind, stem, choices, prompts, selectMin, selectMax, keepsOrder);
    }

    /** Which revision of which question. */
    public record Ref(UUID questionId, int revision) {}

    /** One of the things to tick, or to put somewhere, or that something is put to. */
    public record Choice(String id, String text) {}

    public Set<String> choiceIds() {
        return choices.stream().map(Choice::id).collect(Collectors.toSet());
    }

    public Set<String> promptIds() {
        return prompts.stream().map(Choice::id).collect(Collectors.toSet());
    }

    /** What a key of it may speak of. */
    public Keyed keyed() {
        return new Keyed(
                kind,
                choices.stream().map(Choice::id).toList(),
                prompts.stream().map(Choice::id).toList(),
                selectMin,
                selectMax);
    }
}
