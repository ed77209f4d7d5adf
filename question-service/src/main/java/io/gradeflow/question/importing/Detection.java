package io.gradeflow.question.importing;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.CorrectMark;
import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.json.JsonReader;
import io.gradeflow.question.formats.table.TableReader;
import io.gradeflow.question.topic.TopicEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Tells formats apart by what stands in a file; its name says nothing. */
final class Detection {

    private static final int LINES = 3_000;
    private static final int LONGEST = 500;

    static final Pattern BOX = Pattern.compile(
            "(?:[-*+•]\\s+|[-+](?=\\[)|\\(?(?:\\d{1,3}|[A-Za-z])[.)]\\s+)\\[\\s{0,2}[xX✓✔√✅☑]?\\uFE0F?\\s{0,2}\\](?![(\\[:])\\s*\\S.*"
                    + "|[-*+•]\\s+\\([ xX✓✔√*•]?\\)\\s.*");
    static final Pattern OPTION =
            Pattern.compile("(?:[-*+•]\\s+)?[*_]{0,3}[(\\[]?[A-Ha-h][*_]{0,3}(?:[.):]|\\](?!\\()).*");
    /** Of what is right, where no answer line says it. */
    static final Pattern STARRED = Pattern.compile("\\*[(\\[]?[A-Ha-h][.)\\]:][^*]+|[(\\[]?[A-Ha-h][.)\\]:][^*]+\\*");

    private static final Pattern TAGS = Pattern.compile(
            "^(?:<(?:p|div|b|strong|span|li|h[1-6])(?:\\s[^<>]{0,99})?>\\s{0,9}){1,9}", Pattern.CASE_INSENSITIVE);
    static final Pattern ANSWER = Pattern.compile(
            "(?:<[^>]{0,99}>|[^\\w<]){0,9}(?:answer</summary>)?(?:(?:show|see|reveal|view)\\s)?(?:the\\s)?(?:suggested\\s|correct\\s|right\\s|richtige\\s)?(?:answers?|ans|key|solution|(?<=\\s)(?:option|choice)s?|correct(?=\\s?:)|(?:respuesta|resposta|réponse|rispost[ae]|antwort|lösung)(?:s|en)?(?=[^:]{0,20}:))\\b(?:(?:\\sis|\\sare):?\\s[(*_]{0,3}(?-i:[A-H])\\b|(?!\\s+\\w+\\s+\\w)).{0,99}",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern JSON = Pattern.compile("\\{\\s*[\"}]|\\{$|\\[\\s*\\{|\\[$");
    private static final Pattern AIKEN = Pattern.compile("ANSWER:\\s{0,9}[A-Z]\\W{0,9}");

    /** What hardly stands anywhere else. */
    private static final Pattern GIFT = Pattern.compile(
            "^\\$CATEGORY:|^::|(?<!\\\\)\\{\\s{0,9}(?:[=~#]|(?:TRUE|FALSE|T|F)\\s{0,9}[}#]|$)|^\\s{0,99}[~=][^=>~]|(?<!\\\\)\\{[^{}\"':;]{1,99}}",
            Pattern.CASE_INSENSITIVE);

    private static final int FIRST = 5;
    private static final int FEWEST_COLUMNS = 4;

    private static final Pattern CODE = Pattern.compile("`[^`]{1,499}`");

    /** So much of a file is read in each format that it may be in. */
    private static final int HEAD = 512 * 1024;

    private int boxes;
    private int marks;
    private int options;
    private int answers;
    private int stars;
    private int trivia;
    private int aiken;
    private int gift;
    private boolean fenced;
    /** The first lines with something on them. */
    private final List<String> first = new ArrayList<>();

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
                return isLines(first.get().text(), lines) ? Format.JSON_LINES : Format.JSON;
            }
            int count = 0;
            for (Optional<Line> line = lines.next(); line.isPresent() && count < LINES; line = lines.next()) {
                seen.look(line.get().text());
                count++;
            }
        }
        if (seen.isOtherTable()) {
            throw Containers.notABank(
                    "a table whose first row doesn't say what its columns hold; name them question, option a,"
                            + " option b, ..., correct");
        }
        return seen.format(file);
    }

    /** Whether each line is an object by itself; one alone must not be something with questions in it. */
    private static boolean isLines(String first, LineSource lines) throws IOException {
        if (!JsonReader.isWhole(first)) {
            return false;
        }
        lines.next();
        return !JsonReader.holdsOthers(first) || lines.peekContent().isPresent();
    }

    /** Code has braces, brackets and letters of its own. */
    private void look(String line) {
        if (!line.isBlank() && first.size() < FIRST) {
            first.add(line);
        }
        if (line.startsWith("```") || line.startsWith("~~~")) {
            fenced = !fenced;
        }
        if (fenced || line.isEmpty()) {
            return;
        }
        String beginning = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
        String text = beginning.startsWith("<") ? TAGS.matcher(beginning).replaceFirst("") : beginning;
        marks += CorrectMark.isAt(line) ? 1 : 0;
        if (text.isEmpty()) {
            return;
        }
        boxes += FirstSigns.mayBeBox(text) && BOX.matcher(text).matches() ? 1 : 0;
        options += FirstSigns.mayBeOption(text) && OPTION.matcher(text).matches() ? 1 : 0;
        stars += FirstSigns.mayBeStarred(text) && STARRED.matcher(text).matches() ? 1 : 0;
        trivia += text.startsWith("#Q ") ? 1 : 0;
        gift += FirstSigns.mayBeGift(text) && isGift(text) ? 1 : 0;
        aiken += text.startsWith("ANSWER:") && AIKEN.matcher(text).matches() ? 1 : 0;
        answers +=
                (FirstSigns.mayBeAnswer(text) && ANSWER.matcher(text).matches()) || text.contains("<summary") ? 1 : 0;
    }

    static boolean isGift(String text) {
        return GIFT.matcher(text.indexOf('`') < 0 ? text : CODE.matcher(text).replaceAll(""))
                .find();
    }

    /** Whether there are rows and columns, and nothing that any text of questions has. */
    private boolean isOtherTable() {
        boolean seen = trivia + gift + boxes + options + answers + marks > 0;
        return !seen && first.size() > 1 && (areColumns(',') || areColumns(';'));
    }

    private boolean areColumns(char delimiter) {
        List<Long> counts = first.stream()
                .map(line -> line.chars().filter(letter -> letter == delimiter).count())
                .distinct()
                .toList();
        return counts.size() == 1 && counts.getFirst() >= FEWEST_COLUMNS - 1;
    }

    /** Of several that it may be in, the one in which more questions of its beginning are good; else what its marks say. */
    private Format format(Upload file) throws IOException {
        Format likely = likely();
        Set<Format> possible = new LinkedHashSet<>(Set.of(likely));
        addIf(trivia > 0, Format.OPEN_TRIVIA, possible);
        addIf(gift > 0, Format.GIFT, possible);
        addIf(boxes >= 2, Format.CHECKBOXES, possible);
        addIf((answers > 0 || (options >= 2 && stars > 0)) && boxes < 2, Format.LETTERED, possible);
        addIf(marks > 0, Format.MARKED_TEXT, possible);
        if (possible.size() == 1) {
            return likely;
        }
        Upload head = head(file);
        Format best = likely;
        int most = good(likely, head);
        for (Format format : possible) {
            int good = format == likely ? most : good(format, head);
            if (good > most) {
                best = format;
                most = good;
            }
        }
        return best;
    }

    private static void addIf(boolean seen, Format format, Set<Format> to) {
        if (seen) {
            to.add(format);
        }
    }

    private Format likely() {
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

    private static Upload head(Upload file) throws IOException {
        byte[] head;
        try (InputStream bytes = file.bytes()) {
            head = bytes.readNBytes(HEAD);
        }
        return new Upload(() -> new ByteArrayInputStream(head), file.encoding());
    }

    private static int good(Format format, Upload head) throws IOException {
        AtomicInteger good = new AtomicInteger();
        format.reader().read(head, new QuestionReader.Sink() {

            @Override
            public void taxonomy(List<TopicEntry> entries) {
                // Says nothing of the format.
            }

            @Override
            public void block(Block block) {
                if (block.draft() != null) {
                    good.incrementAndGet();
                }
            }
        });
        return good.get();
    }
}
