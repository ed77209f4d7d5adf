package io.gradeflow.question.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is said of which choices are right: {@code B}, {@code A, C}, {@code DE}, {@code B. The text of the choice}, or that text
 * alone. Where it can be meant in several ways, none is taken.
 *
 * @param written as it stands in the file
 * @param readings the places of the choices that are right, counted from 0, in each way in which it can be meant
 */
public record AnswerText(String written, Set<SortedSet<Integer>> readings) {

    /** All letters there are, with what may stand around and between them, are shorter. */
    private static final int LONGEST_LETTERS = 300;

    private static final Pattern BETWEEN = Pattern.compile("[,;/+&\\s]+|\\.(?=[A-Z])");
    private static final Pattern LETTER = Pattern.compile("[*_(\\[`]{0,3}([A-Za-z])[*_)\\]`]{0,4}\\.?");
    private static final Pattern TOGETHER = Pattern.compile("[*_]{0,3}([A-Z]{2,26})[*_]{0,3}\\.?");
    /** Behind letters, why they are right; a letter in that may be right, too. */
    private static final Pattern REASON =
            Pattern.compile(",?\\s{1,9}(?:because|since)\\b|\\s{1,9}\\([^()]{3,9999}\\)\\.?$");

    private static final Pattern ALONE = Pattern.compile("(?<![\\p{L}\\d])[A-Z](?![\\p{L}\\d'’])");

    private static final Pattern NAMED = Pattern.compile(
            "(?:options?|choices?|letters?|answers?)\\s{1,3}(?=[*_(]{0,3}[A-Za-z](?![A-Za-z]))",
            Pattern.CASE_INSENSITIVE);
    /** How many voted for it, as exam sites say, and what they show beside it. */
    private static final Pattern VOTES =
            Pattern.compile("(?:\\s{0,9}\\(\\d{1,3}%\\)|[\\s\\uFE0F\\p{So}]|[\\x{1F000}-\\x{1FAFF}])+$");

    private static final int LONGEST_VOTES = 30;

    public static AnswerText of(String written, List<String> choices) {
        String text = withoutVotes(CorrectMark.without(written.strip()));
        TextPlaces places = new TextPlaces(choices);
        Set<SortedSet<Integer>> readings = new LinkedHashSet<>();
        places.of(Markup.cleaned(text)).forEach(place -> readings.add(new TreeSet<>(Set.of(place))));
        addLetters(text, choices, places, readings);
        texts(text, places).ifPresent(readings::add);
        return new AnswerText(written.strip(), readings);
    }

    /** Empty where it can't be read, or in several ways. */
    public Optional<SortedSet<Integer>> places() {
        return readings.size() == 1 ? readings.stream().findFirst() : Optional.empty();
    }

    /** Why there are no places. */
    public Problem unreadable(int line) {
        String shown = "The answer \"" + WholeText.shortened(written) + "\" ";
        return Problem.error(
                "answer-unreadable",
                line,
                readings.isEmpty()
                        ? shown + "names no choice; write its letter, or several with commas."
                        : shown + "can be read as "
                                + readings.stream().map(AnswerText::letters).collect(Collectors.joining(", or as "))
                                + ", because choices look like letters or numbers, or a letter and its text differ;"
                                + " write letters, and choices that can't be taken for them.");
    }

    /** Of choices at these places. */
    public static String letters(SortedSet<Integer> places) {
        return places.stream().map(ChoiceQuestion::id).collect(Collectors.joining(" and "));
    }

    private static String withoutVotes(String text) {
        int from = Math.max(0, text.length() - LONGEST_VOTES);
        Matcher votes = VOTES.matcher(text).region(from, text.length());
        return votes.find() && votes.start() > 0 ? text.substring(0, votes.start()) : text;
    }

    /** Whether it names choices by their letters, each alone or with nothing but its text, so that it explains nothing. */
    public static boolean isOfLetters(String written, List<String> choices) {
        String text = written.strip();
        return letters(text, choices.size()).isPresent()
                || LetterTexts.of(text)
                        .filter(of -> of.areExact(new TextPlaces(choices)))
                        .isPresent();
    }

    private static void addLetters(
            String text, List<String> choices, TextPlaces places, Set<SortedSet<Integer>> readings) {
        int count = choices.size();
        Optional<LetterTexts> lettered = LetterTexts.of(text);
        if (lettered.isPresent() && lettered.get().areExact(places)) {
            lettered.get().all(count).ifPresent(readings::add);
            return;
        }
        Optional<SortedSet<Integer>> letters = letters(withoutReason(text, count), count);
        letters.ifPresent(readings::add);
        lettered.ifPresent(
                of -> readings.addAll(letters.isPresent() ? of.contradicting(places) : of.readings(places, count)));
        lettered.filter(of -> letters.isPresent() && of.mayBeShortened(choices))
                .flatMap(of -> of.first(count))
                .ifPresent(readings::add);
    }

    /** And without a colon that promises one. */
    private static String withoutReason(String text, int choices) {
        Matcher reason = REASON.matcher(text);
        boolean found = reason.find() && !namesOther(text.substring(reason.start()), choices);
        String letters = found ? text.substring(0, reason.start()) : text;
        return letters.endsWith(":") ? letters.substring(0, letters.length() - 1) : letters;
    }

    private static boolean namesOther(String reason, int choices) {
        return ALONE.matcher(reason).results().anyMatch(letter -> letter.group().charAt(0) - 'A' < choices);
    }

    private static Optional<SortedSet<Integer>> letters(String written, int choices) {
        if (written.length() > LONGEST_LETTERS) {
            return Optional.empty();
        }
        String text = NAMED.matcher(written).replaceAll("");
        Matcher together = TOGETHER.matcher(text);
        if (together.matches()) {
            return known(Arrays.asList(together.group(1).split("")), choices);
        }
        List<String> letters = new ArrayList<>();
        for (String token : BETWEEN.split(text)) {
            Matcher letter = LETTER.matcher(token);
            if (letter.matches()) {
                letters.add(letter.group(1));
            } else if (!token.equalsIgnoreCase("and") && !token.isEmpty()) {
                return Optional.empty();
            }
        }
        return known(letters, choices);
    }

    /** Each letter once, and no one beyond the last choice. */
    static Optional<SortedSet<Integer>> known(List<String> letters, int choices) {
        SortedSet<Integer> places = new TreeSet<>();
        for (String letter : letters) {
            int place = letter.toUpperCase(Locale.ROOT).charAt(0) - 'A';
            if (place >= choices || !places.add(place)) {
                return Optional.empty();
            }
        }
        return places.isEmpty() ? Optional.empty() : Optional.of(places);
    }

    /** Several choices by their texts, on lines or apart by signs. */
    private static Optional<SortedSet<Integer>> texts(String text, TextPlaces choices) {
        for (String between : List.of("\\n", "\\|", ";", ",")) {
            String[] parts = text.split(between);
            SortedSet<Integer> places = new TreeSet<>();
            for (String part : parts) {
                int place = choices.only(Markup.cleaned(part));
                if (place < 0) {
                    places.clear();
                    break;
                }
                places.add(place);
            }
            if (parts.length > 1 && !places.isEmpty()) {
                return Optional.of(places);
            }
        }
        return Optional.empty();
    }
}
