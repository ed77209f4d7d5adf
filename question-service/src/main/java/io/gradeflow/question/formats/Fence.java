package io.gradeflow.question.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that begins a block of code: three backticks or tildes or more, which may stand behind a choice's box or letter.
 *
 * @param quotes how many signs of a quotation stand before it
 * @param before what stands before the marks, without those
 * @param marks of which the line that ends it has as many at least
 * @param info what stands behind them, as a rule a language
 */
record Fence(int quotes, String before, String marks, String info) {

    private static final Pattern OPENING = Pattern.compile("((?:>\\s?){0,9})"
            + "(\\s{0,80}+(?:[-*+•]\\s+)?(?:\\[[ xX✓✔√]?\\]\\s+|[*_]{0,3}[(\\[]?[A-Za-z][.)\\]:][*_]{0,3}\\s+)?)"
            + "(`{3,20}|~{3,20})([^`~]{0,200})");
    private static final Pattern QUOTES = Pattern.compile("(?:>\\s?){1,9}");
    /** As every dialect of Markdown knows it. */
    private static final Pattern PLAIN_INFO = Pattern.compile("[-_:a-zA-Z0-9]*");

    private static final Pattern LANGUAGE = Pattern.compile("^[{.\\s]{0,3}([-_:a-zA-Z0-9]+)");
    private static final Map<String, String> LANGUAGES = Map.of("c++", "cpp", "c#", "csharp", "f#", "fsharp");
    private static final String BACKTICKS = "```";
    private static final String TILDES = "~~~";

    /** Empty where the line begins none. */
    static Optional<Fence> opening(String line) {
        if (!isNear(line)) {
            return Optional.empty();
        }
        Matcher opening = OPENING.matcher(line);
        if (!opening.matches()) {
            return Optional.empty();
        }
        int quotes = (int) opening.group(1).chars().filter(sign -> sign == '>').count();
        return Optional.of(new Fence(
                quotes, opening.group(2), opening.group(3), opening.group(4).strip()));
    }

    private static boolean isNear(String line) {
        return line.contains(BACKTICKS) || line.contains(TILDES);
    }

    boolean isEndedBy(String line) {
        String end = unquoted(line).strip();
        return end.startsWith(marks) && end.chars().allMatch(mark -> mark == marks.charAt(0));
    }

    /** Whether a line begins another one, so that this one was never ended. */
    boolean isForgottenBefore(String line) {
        return isNear(line)
                && opening(line)
                        .filter(other -> !other.info.isEmpty() && other.marks.startsWith(marks))
                        .isPresent();
    }

    /** Whether something else stands before it on its line. */
    boolean isBehindText() {
        return !before.isBlank();
    }

    /** The block in a form that every dialect knows; with the space before the first line that it is set in by. */
    String block(List<String> content) {
        List<String> lines = set(content.stream().map(this::unquoted).toList());
        String code = String.join("\n", lines);
        boolean plain = marks.equals(BACKTICKS) && PLAIN_INFO.matcher(info).matches();
        boolean canBePlain = lines.stream().noneMatch(line -> line.strip().startsWith(BACKTICKS));
        boolean remade = !plain && canBePlain && Markup.alters(code);
        String first = remade ? BACKTICKS + language() : marks + info;
        String last = remade ? BACKTICKS : marks;
        return (isBehindText() ? "" : before) + first + "\n" + code + (lines.isEmpty() ? "" : "\n") + last;
    }

    private String language() {
        Matcher language = LANGUAGE.matcher(info);
        String first = language.find() ? language.group(1) : "";
        return LANGUAGES.getOrDefault(info.toLowerCase(Locale.ROOT), first);
    }

    /** All of it less far in by as much as the first line is, unless a line of it is further out. */
    private List<String> set(List<String> lines) {
        int indent = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(Fence::indent)
                .min()
                .orElse(0);
        int out = Math.min(before.length(), indent);
        List<String> set = new ArrayList<>();
        for (String line : lines) {
            set.add(line.substring(Math.min(out, indent(line))));
        }
        return set;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private String unquoted(String line) {
        if (quotes == 0 || !line.startsWith(">")) {
            return line;
        }
        Matcher quoted = QUOTES.matcher(line);
        if (!quoted.lookingAt()) {
            return line;
        }
        int at = 0;
        for (int found = 0; found < quotes && at < quoted.end(); at++) {
            found += line.charAt(at) == '>' ? 1 : 0;
        }
        return line.substring(at < line.length() && line.charAt(at) == ' ' ? at + 1 : at);
    }
}
