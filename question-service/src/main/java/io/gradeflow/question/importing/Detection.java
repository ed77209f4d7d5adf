package io.gradeflow.question.importing;

import io.gradeflow.question.formats.CorrectMark;
import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.json.JsonReader;
import io.gradeflow.question.formats.table.TableReader;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells formats apart by what stands in a file; its name says nothing. */
final class Detection {

    private static final int LINES = 3_000;
    private static final int LONGEST = 2_000;

    private static final Pattern BOX =
            Pattern.compile("(?:[-*+•]\\s+|\\(?(?:\\d{1,3}|[A-Za-z])[.)]\\s+)\\[[ xX✓✔√]?\\]\\s.*");
    private static final Pattern OPTION = Pattern.compile("(?:[-*+•]\\s+)?[*_]{0,3}\\(?[A-Ha-h][*_]{0,3}[.):].*");
    private static final Pattern ANSWER = Pattern.compile(
            "(?:<[^>]{0,99}>|\\W){0,9}(?:answer</summary>)?(?:the\\s)?(?:suggested\\s|correct\\s|right\\s)?(?:answers?|ans|key|correct(?=\\s?:))\\b(?!\\s+\\w+\\s+\\w).{0,99}",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern JSON = Pattern.compile("\\{\\s*[\"}]|\\{$|\\[\\s*\\{|\\[$");
    private static final Pattern AIKEN = Pattern.compile("ANSWER:\\s{0,9}[A-Z]\\W{0,9}");

    private static final Pattern GIFT = Pattern.compile(
            "^\\$CATEGORY:|^::.{0,999}::|(?<!\\\\)\\{\\s{0,99}(?:[=~#]|(?:TRUE|FALSE|T|F)\\s{0,99}[}#]|[^{}]{0,999}[^\\\\}]})|(?<!\\\\)\\{\\s{0,99}}?$|^\\s{0,99}[~=][^=>~].{0,999}#",
            Pattern.CASE_INSENSITIVE);

    private int boxes;
    private int marks;
    private int options;
    private int answers;
    private int trivia;
    private int aiken;
    private int gift;

    private Detection() {}

    /** @throws ProblemException with 400 if the file is nothing of the kind, which is said */
    static Format of(Upload file) throws IOException {
        Optional<Format> whole = Containers.format(file);
        if (whole.isPresent()) {
            return whole.get();
        }
        if (TableReader.reads(file)) {
            return Format.CSV;
        }
        Detection seen = new Detection();
        try (LineSource lines = file.lines()) {
            Optional<Line> first = lines.peekContent();
            if (first.isPresent() && JSON.matcher(first.get().text()).lookingAt()) {
                return JsonReader.isWhole(first.get().text()) ? Format.JSON_LINES : Format.JSON;
            }
            int count = 0;
            for (Optional<Line> line = lines.next(); line.isPresent() && count < LINES; line = lines.next()) {
                seen.look(line.get().text());
                count++;
            }
        }
        return seen.format();
    }

    private void look(String line) {
        String text = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
        boxes += BOX.matcher(text).matches() ? 1 : 0;
        marks += CorrectMark.isAt(line) ? 1 : 0;
        options += OPTION.matcher(text).matches() ? 1 : 0;
        trivia += text.startsWith("#Q ") ? 1 : 0;
        gift += GIFT.matcher(text).find() ? 1 : 0;
        aiken += AIKEN.matcher(text).matches() ? 1 : 0;
        answers += ANSWER.matcher(text).matches() ? 1 : 0;
    }

    private Format format() {
        if (trivia > 0) {
            return Format.OPEN_TRIVIA;
        }
        if (boxes >= 2 && boxes > gift) {
            return Format.CHECKBOXES;
        }
        if (gift > 0 && gift >= marks && gift >= answers) {
            return Format.GIFT;
        }
        if (aiken > 0 && aiken == answers && options >= 2) {
            return Format.AIKEN;
        }
        return options >= 2 && answers > 0 && answers > marks ? Format.LETTERED : Format.MARKED_TEXT;
    }
}
