package io.gradeflow.question.formats.listed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a list of answers apart from their questions: {@code 1. B}, {@code 2) A, C}, {@code | 3 | D |}, or several of them.
 *
 * @param rest what is said after the letters; empty where nothing is
 */
record KeyLine(int number, String letters, String rest) {

    private static final String NUMBER = "(?:(?:question|q)\\s{0,3}\\.?\\s{0,3}#?)?[*_]{0,3}(\\d{1,4})[*_]{0,3}";
    private static final String LETTERS =
            "[*_(]{0,3}([A-Za-z](?:\\s{0,3}(?:,|&|/|\\band\\b)\\s{0,3}[A-Za-z]\\b){0,9}|(?-i:[A-Z]{1,10}))[*_)]{0,3}";
    private static final Pattern ENTRY = Pattern.compile(
            "\\s{0,9}[|,;]?\\s{0,9}" + NUMBER + "\\s{0,9}[.):|=–—-]{0,2}\\s{0,9}" + LETTERS + "(?![A-Za-z])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern REST = Pattern.compile("\\s{0,9}[.:)|–—-]\\s{1,9}(.*)");
    private static final int LONGEST = 2_000;

    /** Of a title with at least two of them on its line; empty where the line is something else. */
    static List<KeyLine> onTitle(String line) {
        List<KeyLine> entries = line.length() > LONGEST
                ? List.of()
                : Said.keyOnTitle(line).map(KeyLine::of).orElse(List.of());
        return entries.size() < 2 ? List.of() : entries;
    }

    /** Empty where the line is something else. */
    static List<KeyLine> of(String line) {
        List<KeyLine> entries = new ArrayList<>();
        String text = line.startsWith("- ") || line.startsWith("* ") ? line.substring(2) : line;
        Matcher entry = ENTRY.matcher(text);
        int from = 0;
        while (text.length() <= LONGEST && entry.find(from) && entry.start() == from) {
            from = entry.end();
            entries.add(new KeyLine(Integer.parseInt(entry.group(1)), entry.group(2), ""));
        }
        String rest = text.substring(from).replaceAll("^[\\s|.,;]{0,9}$", "");
        if (entries.isEmpty() || rest.isEmpty()) {
            return entries;
        }
        Matcher explained = REST.matcher(rest);
        if (entries.size() > 1 || !explained.matches()) {
            return List.of();
        }
        KeyLine only = entries.getFirst();
        return List.of(
                new KeyLine(only.number(), only.letters(), explained.group(1).replaceAll("\\s{0,9}\\|$", "")));
    }
}
