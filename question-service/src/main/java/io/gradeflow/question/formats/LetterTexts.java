package io.gradeflow.question.formats;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Letters of choices with something behind each, such as {@code A. x and C. z}; the first stands at the beginning.
 *
 * @param rest all that stands behind the first letter
 */
record LetterTexts(List<Part> parts, String rest) {

    /** @param sentence whether the end of a sentence stands before its letter, and neither a sign of a list nor the end of a line */
    private record Part(String letter, boolean sentence, String text) {}

    private static final String OPENING = "[*_(\\[`]{0,3}([A-Za-z])[*_`]{0,3}";

    private static final Pattern FIRST = Pattern.compile(
            OPENING + "(?:\\s{0,3}[.):\\]][*_]{0,3}\\s*+|\\s{0,3}[–—-][*_]{0,3}\\s++)(\\S.*)", Pattern.DOTALL);
    private static final Pattern NEXT =
            Pattern.compile("(?:([,;/&+\\n]|\\band\\b)|(?<=[.!?])\\s)\\s{0,3}(?:and\\s{1,3})?" + OPENING
                    + "(?:\\s{0,3}[.):\\]][*_]{0,3}(?=\\s|$)|\\s{1,3}[–—-](?=\\s))");
    private static final String AROUND = "*_`";

    static Optional<LetterTexts> of(String written) {
        Matcher first = FIRST.matcher(written);
        if (!first.matches()) {
            return Optional.empty();
        }
        String rest = first.group(2);
        List<Part> parts = new ArrayList<>();
        String letter = first.group(1);
        boolean sentence = false;
        int from = 0;
        Matcher next = NEXT.matcher(rest);
        while (next.find()) {
            if (isCapital(next.group(2)) == isCapital(letter)) {
                parts.add(new Part(letter, sentence, rest.substring(from, next.start())));
                letter = next.group(2);
                sentence = next.group(1) == null;
                from = next.end();
            }
        }
        parts.add(new Part(letter, sentence, rest.substring(from)));
        return Optional.of(new LetterTexts(parts, rest));
    }

    /** Whether behind each letter stands the text of its choice, so that nothing else can be meant. */
    boolean areExact(TextPlaces choices) {
        return parts.stream().allMatch(part -> isTextOf(part, choices));
    }

    /**
     * What may be meant. Further letters may be right as well or a part of what explains, unless all texts are those of their choices; in
     * another sentence than the first they are a part of that, unless the first text is the one of its choice and nothing more.
     */
    Set<SortedSet<Integer>> readings(TextPlaces choices, int count) {
        Set<SortedSet<Integer>> readings = new LinkedHashSet<>();
        boolean fit = parts.stream().allMatch(part -> part.text().isBlank() || isTextOf(part, choices));
        boolean list = parts.stream().skip(1).anyMatch(part -> !part.sentence());
        if (fit || list || isTextOf(parts.getFirst(), choices)) {
            all(count).ifPresent(readings::add);
        }
        if (!fit) {
            first(count).ifPresent(readings::add);
        }
        readings.addAll(contradicting(choices));
        return readings;
    }

    /** The first letter alone. */
    Optional<SortedSet<Integer>> first(int count) {
        return AnswerText.known(letters(parts.subList(0, 1)), count);
    }

    /** Whether what is behind the first letter may be the end of that choice's text. */
    boolean mayBeShortened(List<String> choices) {
        int place = place(parts.getFirst());
        return place < choices.size() && choices.get(place).strip().endsWith(" " + rest.strip());
    }

    /** Where the text is that of another choice, letter and text contradict. */
    Set<SortedSet<Integer>> contradicting(TextPlaces choices) {
        Set<SortedSet<Integer>> readings = new LinkedHashSet<>();
        choices.of(Markup.cleaned(rest)).forEach(place -> readings.add(new TreeSet<>(Set.of(place))));
        return readings;
    }

    Optional<SortedSet<Integer>> all(int count) {
        return AnswerText.known(letters(parts), count);
    }

    private static boolean isTextOf(Part part, TextPlaces choices) {
        String text = Markup.cleaned(part.text());
        return choices.of(text).contains(place(part)) || choices.of(bare(text)).contains(place(part));
    }

    private static int place(Part part) {
        return part.letter().toUpperCase(Locale.ROOT).charAt(0) - 'A';
    }

    /** Without emphasis around it and a full stop at its end. */
    private static String bare(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isAround(text.charAt(from))) {
            from++;
        }
        while (to > from && (isAround(text.charAt(to - 1)) || text.charAt(to - 1) == '.')) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isAround(char sign) {
        return Character.isWhitespace(sign) || AROUND.indexOf(sign) >= 0;
    }

    private static List<String> letters(List<Part> parts) {
        return parts.stream().map(Part::letter).toList();
    }

    private static boolean isCapital(String letter) {
        return Character.isUpperCase(letter.charAt(0));
    }
}
