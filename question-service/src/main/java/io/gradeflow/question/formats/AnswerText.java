package io.gradeflow.question.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said of which choices are right: {@code B}, {@code A, C}, {@code DE}, {@code B. The text of the choice}, or that text alone. */
public final class AnswerText {

    private static final String LETTER = "[*_(]{0,3}([A-Za-z])[*_)]{0,3}";
    private static final Pattern LETTERS = Pattern.compile(
            LETTER + "(?:\\s{0,3}(?:,|;|/|\\+|&|\\s|,?\\s{0,3}\\band\\b)\\s{0,3}" + LETTER + "){0,25}\\s{0,3}\\.?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TOGETHER = Pattern.compile("[*_]{0,3}([A-Z]{2,26})[*_]{0,3}\\.?");
    private static final Pattern WITH_TEXT =
            Pattern.compile("[*_(]{0,3}([A-Za-z])[*_]{0,3}\\s{0,3}[.):–—-]\\s{0,3}(\\S.*)");
    private static final Pattern AND = Pattern.compile("\\band\\b", Pattern.CASE_INSENSITIVE);

    private AnswerText() {}

    /**
     * The places of the choices that are right, counted from 0.
     *
     * @return empty where that can't be told
     */
    public static Optional<SortedSet<Integer>> places(String answer, List<String> choices) {
        String text = CorrectMark.without(answer.strip());
        if (LETTERS.matcher(text).matches()) {
            return known(AND.matcher(text).replaceAll(" ").replaceAll("[^A-Za-z]", ""), choices.size());
        }
        if (TOGETHER.matcher(text).matches()) {
            Optional<SortedSet<Integer>> together = known(text.replaceAll("[^A-Z]", ""), choices.size());
            if (together.isPresent()) {
                return together;
            }
        }
        Matcher withText = WITH_TEXT.matcher(text);
        if (withText.matches()) {
            Optional<SortedSet<Integer>> letter = known(withText.group(1), choices.size());
            if (letter.isPresent()) {
                return letter;
            }
        }
        return byText(text, choices);
    }

    /** Each letter once, and no one beyond the last choice. */
    private static Optional<SortedSet<Integer>> known(String letters, int choices) {
        SortedSet<Integer> places = new TreeSet<>();
        for (char letter : letters.toUpperCase(Locale.ROOT).toCharArray()) {
            if (letter - 'A' >= choices || !places.add(letter - 'A')) {
                return Optional.empty();
            }
        }
        return places.isEmpty() ? Optional.empty() : Optional.of(places);
    }

    private static Optional<SortedSet<Integer>> byText(String text, List<String> choices) {
        List<Integer> same = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            if (Wording.normalised(choices.get(i)).equals(Wording.normalised(text))) {
                same.add(i);
            }
        }
        return same.size() == 1 ? Optional.of(new TreeSet<>(same)) : Optional.empty();
    }
}
