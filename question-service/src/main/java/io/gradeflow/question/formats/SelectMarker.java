package io.gradeflow.question.formats;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stem says on how many choices to select, such as {@code (Select TWO.)}, {@code (Choose 3)}, {@code Select one or more} or
 * {@code (Select all that apply)}.
 *
 * @param count empty where any number may be selected
 */
public record SelectMarker(OptionalInt count) {

    private static final List<String> WORDS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private static final String WORD = String.join("|", WORDS);

    private static final Pattern MARKER = Pattern.compile(
            "\\b(?:select|choose|pick)\\s+(?:the\\s+|any\\s+|exactly\\s+|(at\\s+least\\s+))?(?:(?:(\\d)|(" + WORD
                    + "))(\\s+\\(?or\\s+(?:more|\\d|" + WORD + "))?|all\\s+that\\s+apply)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final List<String> VERBS = List.of("select", "choose", "pick");

    public static Optional<SelectMarker> in(String text) {
        if (!hasVerb(text)) {
            return Optional.empty();
        }
        Matcher matcher = MARKER.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        boolean several = matcher.group(1) != null || matcher.group(4) != null;
        return Optional.of(new SelectMarker(several ? OptionalInt.empty() : count(matcher)));
    }

    private static OptionalInt count(Matcher marker) {
        if (marker.group(2) != null) {
            return OptionalInt.of(Integer.parseInt(marker.group(2)));
        }
        return marker.group(3) == null
                ? OptionalInt.empty()
                : OptionalInt.of(WORDS.indexOf(marker.group(3).toLowerCase(Locale.ROOT)) + 1);
    }

    /** Most texts have none, which is seen more quickly than by the pattern. */
    private static boolean hasVerb(String text) {
        for (int i = 0; i < text.length(); i++) {
            char first = Character.toLowerCase(text.charAt(i));
            if (first == 's' || first == 'c' || first == 'p') {
                for (String verb : VERBS) {
                    if (text.regionMatches(true, i, verb, 0, verb.length())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
