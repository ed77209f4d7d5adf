package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Choices without letters or boxes, which only an answer line beneath them tells from a list in a stem.
 *
 * @param stem what stands before them
 * @param numbered whether numbers stand before them, by which an answer may name them
 * @param statement whether they are true and false, and the question a statement
 */
record StemChoices(String stem, List<String> choices, boolean numbered, boolean statement) {

    private static final Pattern NUMBER = Pattern.compile("\\(?(\\d{1,2})[.)\\]:]\\s+(\\S.*)");
    private static final Pattern BULLET = Pattern.compile("[-*+•]\\s+(\\S.*)");
    private static final Pattern ASKING = Pattern.compile(".{0,5000}[?:][*_]{0,3}");
    private static final List<String> STATEMENT = List.of("True", "False");
    private static final int LONGEST = 300;
    private static final int MOST = 26;
    /** More than choices stand on, with blank lines between them; a stem may have far more. */
    private static final int LINES = 100;

    /** Empty where the stem has none. */
    static Optional<StemChoices> of(String stem, String answer) {
        String whole = stem.strip();
        int begin = whole.length();
        for (int i = 0; i < LINES && begin >= 0; i++) {
            begin = whole.lastIndexOf('\n', begin - 1);
        }
        String head = whole.substring(0, begin + 1);
        return ofEnd(whole.substring(begin + 1), answer)
                .map(found -> new StemChoices(
                        (head + found.stem()).strip(), found.choices(), found.numbered(), found.statement()));
    }

    private static Optional<StemChoices> ofEnd(String end, String answer) {
        List<String> lines = new ArrayList<>(List.of(end.split("\\n")));
        Optional<StemChoices> listed = listed(lines, NUMBER, true).or(() -> listed(lines, BULLET, false));
        if (listed.isPresent()) {
            return listed;
        }
        return isOfStatement(answer) ? statement(lines) : beneath(lines, answer);
    }

    private static boolean isOfStatement(String text) {
        return STATEMENT.stream()
                .anyMatch(
                        one -> one.equalsIgnoreCase(text.replaceAll("[.*_]", "").strip()));
    }

    /** Those at the end that are all numbered from 1, or bullets. */
    private static Optional<StemChoices> listed(List<String> lines, Pattern form, boolean numbered) {
        List<String> choices = new ArrayList<>();
        int first = lines.size();
        int number = 0;
        for (int i = lines.size() - 1; i > 0 && choices.size() <= MOST; i--) {
            String line = lines.get(i).strip();
            Matcher listed = form.matcher(line);
            if (line.isEmpty()) {
                continue;
            }
            if (!listed.matches() || (numbered && number > 0 && Integer.parseInt(listed.group(1)) != number - 1)) {
                break;
            }
            number = numbered ? Integer.parseInt(listed.group(1)) : 0;
            choices.addFirst(listed.group(numbered ? 2 : 1).strip());
            first = i;
        }
        return choices.size() < 2 || (numbered && number != 1)
                ? Optional.empty()
                : Optional.of(new StemChoices(before(lines, first), choices, numbered, false));
    }

    private static Optional<StemChoices> statement(List<String> lines) {
        List<String> said = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        int count = said.size();
        boolean beneath = count > 2 && isOfStatement(said.get(count - 1)) && isOfStatement(said.get(count - 2));
        int first = lines.size();
        for (int left = beneath ? 2 : 0; left > 0; ) {
            left -= lines.get(--first).isBlank() ? 0 : 1;
        }
        String stem = before(lines, first);
        return stem.isEmpty() ? Optional.empty() : Optional.of(new StemChoices(stem, STATEMENT, false, true));
    }

    /** A line each beneath the one that asks, where what is right is one of them. */
    private static Optional<StemChoices> beneath(List<String> lines, String answer) {
        List<String> choices = new ArrayList<>();
        int asking = lines.size() - 1;
        for (; asking >= 0 && choices.size() <= MOST; asking--) {
            String line = lines.get(asking).strip();
            if (ASKING.matcher(line).matches()) {
                break;
            }
            if (!line.isEmpty()) {
                choices.addFirst(line);
            }
        }
        boolean could = asking >= 0
                && choices.size() > 1
                && choices.size() <= MOST
                && choices.stream().allMatch(choice -> choice.length() <= LONGEST);
        return could
                        && choices.stream()
                                .anyMatch(choice -> Wording.normalised(choice).equals(Wording.normalised(answer)))
                ? Optional.of(new StemChoices(before(lines, asking + 1), choices, false, false))
                : Optional.empty();
    }

    private static String before(List<String> lines, int first) {
        return String.join("\n", lines.subList(0, first)).strip();
    }
}
