package io.gradeflow.question.formats.marked;

import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.CorrectMark;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionHead;
import io.gradeflow.question.topic.TopicPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes one question of marked text apart: metadata, stem, choices. What can't be told for sure becomes a problem and is
 * never guessed in silence.
 */
final class MarkedQuestion {

    private static final String SEVERAL = "several-questions";
    private static final String MORE_TEXT = "text-after-choice";
    private static final Pattern METADATA = Pattern.compile(
            "([*_]{0,3})(topics?|id|explanation|rationale)\\s*(?:[*_]{1,3}\\s*:|:\\s*[*_]{1,3}|:)\\s*(.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern EXPLANATION = Pattern.compile(
            "(?:#{1,6}\\s{1,3})?[*_]{0,3}(?:overall\\s{1,3})?explanation(?:\\s{0,3}/\\s{0,3}references?)?\\s{0,3}:?[*_]{0,3}:?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*)");
    private static final Pattern LETTERED =
            Pattern.compile("(?:[-*•+]\\s+)?[*_]{0,2}\\(?([A-Za-z])[.)][*_]{0,2}\\s*(.*)");

    /**
     * @param guessed whether no paragraph of the stem asks
     * @param doubt why what stands among the choices may be something else; null where nothing does
     */
    private record Division(
            List<MarkedPart> stem,
            List<MarkedPart> choices,
            boolean guessed,
            @Nullable Problem doubt) {}

    private final int line;
    private final List<Problem> problems;
    private final List<Line> content = new ArrayList<>();
    private final Set<String> topics = new LinkedHashSet<>();
    private @Nullable String externalId;
    private @Nullable String explanation;

    /** @param problems takes what is found */
    MarkedQuestion(List<Line> block, List<Problem> problems) {
        this.line = block.getFirst().number();
        this.problems = problems;
        separateMetadata(block);
        beginAtStem();
    }

    /** The question, or empty if an error was found. */
    Optional<Draft> draft() {
        Division division = divide();
        if (division.guessed()) {
            problems.add(Problem.warning(
                    "stem-guessed",
                    line,
                    "No paragraph asks, so the first was taken as the whole stem; end the stem with a question mark."));
        }
        if (division.doubt() != null) {
            problems.add(division.doubt());
        }
        About about = new About(
                externalId,
                Markup.cleaned(MarkedPart.stem(division.stem())),
                List.copyOf(topics),
                explanation == null ? null : Markup.cleaned(explanation));
        return new ChoiceQuestion(about, MarkedPart.choices(division.choices()), line, problems).draft();
    }

    private void separateMetadata(List<Line> block) {
        StringBuilder explained = new StringBuilder();
        boolean marked = false;
        boolean explains = false;
        boolean toTheEnd = false;
        for (Line current : block) {
            Optional<Matcher> metadata = metadata(current);
            if (metadata.isPresent()) {
                explains = takeMetadata(current, metadata.get(), explained);
                toTheEnd |= explains && marked && value(metadata.get()).isEmpty();
            } else if (!explains && marked && beginsExplanation(current)) {
                explained.append(explained.isEmpty() ? "" : "\n");
                explains = true;
                toTheEnd = true;
            } else if (toTheEnd || (explains && !current.isBlank())) {
                warnWhereParagraphsGoOn(current, explained);
                explained.append('\n').append(current.text());
                if (toTheEnd && CorrectMark.isAt(current.text())) {
                    refuseAnother(current);
                }
            } else {
                explains = false;
                content.add(current);
                marked |= CorrectMark.isAt(current.text());
            }
        }
        explanation =
                explained.toString().isBlank() ? null : explained.toString().strip();
    }

    /** Choices without letters may look the same. */
    private void warnWhereParagraphsGoOn(Line current, StringBuilder explained) {
        // Looks at the end first: all that was explained so far isn't looked through again at each line.
        boolean goesOn = !current.isBlank()
                && !explained.isEmpty()
                && explained.charAt(explained.length() - 1) == '\n'
                && explained.codePoints().anyMatch(sign -> !Character.isWhitespace(sign));
        if (goesOn && problems.stream().noneMatch(problem -> problem.code().equals(MORE_TEXT))) {
            problems.add(
                    Problem.warning(
                            MORE_TEXT,
                            current.number(),
                            "What follows the first paragraph that explains was taken as a part of it; put all choices above it."));
        }
    }

    /** A choice with a mark explains nothing: without this, what begins unseen would be lost in an explanation. */
    private void refuseAnother(Line current) {
        if (problems.stream().noneMatch(problem -> problem.code().equals(SEVERAL))) {
            problems.add(severalQuestions(current.number()));
        }
    }

    /** @return whether the lines that follow explain, too */
    private boolean takeMetadata(Line current, Matcher metadata, StringBuilder explained) {
        String value = value(metadata);
        switch (metadata.group(2).toLowerCase(Locale.ROOT)) {
            case "id" -> takeId(current, value);
            case "explanation", "rationale" -> {
                explained.append(explained.isEmpty() ? "" : "\n\n").append(value);
                return true;
            }
            default -> takeTopics(current, value);
        }
        return false;
    }

    /** Without the end of an emphasis that began before the name. */
    private static String value(Matcher metadata) {
        String value = metadata.group(3).strip();
        String emphasis = metadata.group(1);
        return !emphasis.isEmpty() && value.endsWith(emphasis)
                ? value.substring(0, value.length() - emphasis.length()).strip()
                : value;
    }

    /** Takes the number off the question's beginning, or the mark of a heading. */
    private void beginAtStem() {
        int first = 0;
        while (first < content.size() && content.get(first).isBlank()) {
            first++;
        }
        if (first == content.size()) {
            return;
        }
        Line line = content.get(first);
        Matcher heading = HEADING.matcher(line.text());
        Optional<QuestionHead> head = QuestionHead.of(line.text()).filter(found -> found.named() || !isListed(found));
        if (head.isPresent()) {
            content.set(first, new Line(line.number(), head.get().rest()));
        } else if (heading.matches()) {
            content.set(first, new Line(line.number(), heading.group(1)));
        }
    }

    /** Whether the number is that of a list, which goes on. */
    private boolean isListed(QuestionHead head) {
        return content.stream()
                .flatMap(line -> QuestionHead.of(line.text()).stream())
                .skip(1)
                .findFirst()
                .filter(other -> other.number() == head.number() + 1 && other.mark() == head.mark())
                .isPresent();
    }

    /** Whether a line alone says that what follows explains, up to the end of the question. */
    static boolean beginsExplanation(Line line) {
        return !line.code() && EXPLANATION.matcher(line.text()).matches();
    }

    static boolean isMetadata(Line line) {
        return metadata(line).isPresent();
    }

    /** Most lines have no colon, which is seen at once. */
    private static Optional<Matcher> metadata(Line line) {
        return line.text().indexOf(':') < 0
                ? Optional.empty()
                : Optional.of(METADATA.matcher(line.text())).filter(Matcher::matches);
    }

    static boolean hasLetter(Line line, char letter) {
        return letterOf(line) == letter;
    }

    /** In upper case; 0 where there is none, as in most lines, which begin with a word, whose second sign is a letter too. */
    private static char letterOf(Line line) {
        String text = line.text();
        if (text.length() < 2
                || (Character.isLetter(text.charAt(0)) && text.charAt(1) != '.' && text.charAt(1) != ')')) {
            return 0;
        }
        Matcher lettered = LETTERED.matcher(text);
        return lettered.matches() ? Character.toUpperCase(lettered.group(1).charAt(0)) : 0;
    }

    private void takeId(Line current, String value) {
        if (value.isEmpty() || value.length() > 200) {
            problems.add(Problem.error(
                    "invalid-id",
                    current.number(),
                    "An Id has 1 to 200 characters; give it a value or remove the line."));
        } else if (externalId != null && !externalId.equals(value)) {
            problems.add(Problem.error("invalid-id", current.number(), "The question has two Ids; keep one."));
        } else {
            externalId = value;
        }
    }

    private void takeTopics(Line current, String value) {
        for (String topic : value.split(",")) {
            String path = topic.strip();
            if (!TopicPath.isValid(path)) {
                problems.add(Problem.error(
                        "invalid-topic",
                        current.number(),
                        "\"" + path
                                + "\" is no topic path; write lower-case words joined by hyphens, levels apart by /."));
            } else {
                topics.add(path);
            }
        }
    }

    private Division divide() {
        Optional<Division> lettered = divideByLetters();
        if (lettered.isPresent()) {
            return lettered.get();
        }
        Division byParagraphs = divideByAsking(MarkedPart.paragraphs(content));
        if (byParagraphs.choices().size() >= 2) {
            return byParagraphs;
        }
        return divideByAsking(content.stream()
                .filter(current -> !current.isBlank())
                .map(current -> new MarkedPart(current.number(), current.text()))
                .toList());
    }

    /** Choices that carry the letters A, B, C ... in order; lines without a letter go on with the choice before them. */
    private Optional<Division> divideByLetters() {
        List<Integer> starts = new ArrayList<>();
        char next = 'A';
        Problem doubt = null;
        for (int i = 0; i < content.size(); i++) {
            char letter = letterOf(content.get(i));
            if (letter == next) {
                starts.add(i);
                next++;
            } else if (letter == 'A') {
                doubt = severalQuestions(content.get(i).number());
            } else if (doubt == null && !starts.isEmpty() && letter == 0 && beginsParagraph(i)) {
                doubt = Problem.warning(
                        "text-after-choice",
                        content.get(i).number(),
                        "A paragraph without a letter follows choice " + (char) (next - 1)
                                + " and was taken as a part of it or, after the last choice, as the explanation; if it"
                                + " explains, begin it with Explanation:.");
            }
        }
        if (starts.size() < 2 || starts.getFirst() == 0) {
            return Optional.empty();
        }
        List<MarkedPart> choices = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int from = starts.get(i);
            int to = i + 1 < starts.size() ? starts.get(i + 1) : endOfLastChoice(from);
            Matcher lettered = LETTERED.matcher(content.get(from).text());
            if (!lettered.matches()) {
                throw new IllegalStateException("a lettered line has no letter any more");
            }
            List<Line> rest = content.subList(from + 1, to);
            choices.add(new MarkedPart(content.get(from).number(), joined(lettered.group(2), rest)));
        }
        return Optional.of(
                new Division(MarkedPart.paragraphs(content.subList(0, starts.getFirst())), choices, false, doubt));
    }

    /** What follows in paragraphs of their own explains, or learners would be shown it as a part of the choice. */
    private int endOfLastChoice(int from) {
        int end = from + 1;
        while (end < content.size() && !beginsParagraph(end)) {
            end++;
        }
        String rest = MarkedPart.paragraphs(content.subList(end, content.size())).stream()
                .map(MarkedPart::text)
                .collect(Collectors.joining("\n\n"));
        if (!rest.isEmpty()) {
            explanation = explanation == null ? rest : explanation + "\n\n" + rest;
        }
        return end;
    }

    private boolean beginsParagraph(int index) {
        return !content.get(index).isBlank() && content.get(index - 1).isBlank();
    }

    static Problem severalQuestions(int line) {
        return Problem.error(
                SEVERAL,
                line,
                "Another question seems to begin here; put a line of three dashes before it. If it is a choice, begin the"
                        + " choices with A., B., C.");
    }

    /** The stem ends with the last unmarked paragraph that asks; none of the marked ones can be part of it. */
    private static Division divideByAsking(List<MarkedPart> parts) {
        int firstMarked = parts.size();
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i).marked()) {
                firstMarked = i;
            }
        }
        int lastAsking = -1;
        for (int i = 0; i < firstMarked; i++) {
            if (parts.get(i).asks()) {
                lastAsking = i;
            }
        }
        int end = lastAsking < 0 ? Math.min(1, parts.size()) : lastAsking + 1;
        List<MarkedPart> choices = parts.subList(end, parts.size());
        return new Division(parts.subList(0, end), choices, lastAsking < 0, doubt(parts.subList(0, end), choices));
    }

    /** Choices may ask. But then the stem must not ask twice, nor a question without a mark stand between two marks. */
    private static @Nullable Problem doubt(List<MarkedPart> stem, List<MarkedPart> choices) {
        MarkedPart askingAfterMark = null;
        boolean marked = false;
        for (MarkedPart choice : choices) {
            if (choice.marked() && askingAfterMark != null) {
                return severalQuestions(askingAfterMark.line());
            }
            marked |= choice.marked();
            if (marked && choice.asks() && askingAfterMark == null) {
                askingAfterMark = choice;
            }
        }
        boolean choicesAsk = choices.stream().anyMatch(part -> part.text().contains("?"));
        if (choicesAsk && stem.stream().filter(MarkedPart::asks).count() > 1) {
            return Problem.error(
                    "stem-ambiguous",
                    stem.getFirst().line(),
                    "Stem and choices both ask, so the end of the stem can't be told; begin the choices with A., B., C.");
        }
        return null;
    }

    /** In one line, but for code. */
    private static String joined(String text, List<Line> lines) {
        StringBuilder joined = new StringBuilder(text);
        boolean code = false;
        for (Line line : lines) {
            if (!line.isBlank()) {
                code |= line.code();
                joined.append(joined.isEmpty() ? "" : code ? "\n" : " ").append(line.text());
                code = line.code();
            }
        }
        return joined.toString().strip();
    }
}
