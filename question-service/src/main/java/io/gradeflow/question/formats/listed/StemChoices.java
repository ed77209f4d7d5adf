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
    private static final List<String> STATEMENT = List.of("True", "False");
    private static final int LONGEST = 300;
    private static final int MOST = 26;

    /** Empty where the stem has none. */
    static Optional<StemChoices> of(String stem, String answer) {
        List<String> lines = new ArrayList<>(List.of(stem.strip().split("\\n")));
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
        int asking = lines.size() - 1;
        while (asking >= 0 && !lines.get(asking).strip().matches(".{0,5000}[?:][*_]{0,3}")) {
            asking--;
        }
        List<String> choices = lines.subList(asking + 1, lines.size()).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        boolean named =
                choices.stream().anyMatch(choice -> Wording.normalised(choice).equals(Wording.normalised(answer)));
        boolean could = asking >= 0
                && choices.size() > 1
                && choices.size() <= MOST
                && choices.stream().allMatch(choice -> choice.length() <= LONGEST);
        return could && named
                ? Optional.of(new StemChoices(before(lines, asking + 1), choices, false, false))
                : Optional.empty();
    }

    private static String before(List<String> lines, int first) {
        return String.join("\n", lines.subList(0, first)).strip();
    }
}
