package io.gradeflow.question.formats.marked;

import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.CorrectMark;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionHead;
import io.gradeflow.question.formats.SelectMarker;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes one question of marked text apart: metadata, stem, choices. What can't be told for sure becomes a problem and is
 * never guessed in silence.
 */
final class MarkedQuestion {

    private static final Pattern METADATA = Pattern.compile(
            "([*_]{0,3})(topics?|id|explanation|rationale)\\s*(?:[*_]{1,3}\\s*:|:\\s*[*_]{1,3}|:)\\s*(.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*)");
    private static final Pattern LETTERED =
            Pattern.compile("(?:[-*•+]\\s+)?[*_]{0,2}\\(?([A-Za-z])[.)][*_]{0,2}\\s*(.*)");
    private static final Pattern BULLET = Pattern.compile("[-*•+]\\s+");
    private static final Pattern LIST_ITEM = Pattern.compile("([-*•]|\\d+[.)])\\s.*");

    /** A paragraph, or a line where choices stand on lines. */
    private record Part(int line, String text) {

        boolean marked() {
            return CorrectMark.isAt(text);
        }

        boolean asks() {
            return !marked() && (text.contains("?") || SelectMarker.in(text).isPresent());
        }
    }

    /**
     * @param guessed whether no paragraph of the stem asks
     * @param doubt why what stands among the choices may be something else; null where nothing does
     */
    private record Division(
            List<Part> stem,
            List<Part> choices,
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
                Markup.cleaned(stem(division.stem())),
                List.copyOf(topics),
                explanation == null ? null : Markup.cleaned(explanation));
        return new ChoiceQuestion(about, choices(division.choices()), line, problems).draft();
    }

    private void separateMetadata(List<Line> block) {
        StringBuilder running = null;
        for (Line current : block) {
            Matcher metadata = METADATA.matcher(current.text());
            if (metadata.matches()) {
                running = null;
                String value = value(metadata);
                switch (metadata.group(2).toLowerCase(Locale.ROOT)) {
                    case "id" -> takeId(current, value);
                    case "explanation", "rationale" -> running = new StringBuilder(value);
                    default -> takeTopics(current, value);
                }
                if (running != null) {
                    explanation = running.toString();
                }
            } else if (running != null && !current.isBlank()) {
                running.append('\n').append(current.text());
                explanation = running.toString();
            } else {
                running = null;
                content.add(current);
            }
        }
        if (explanation != null && explanation.isBlank()) {
            explanation = null;
        }
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

    static boolean isMetadata(Line line) {
        return METADATA.matcher(line.text()).matches();
    }

    static boolean hasLetter(Line line, char letter) {
        Matcher lettered = LETTERED.matcher(line.text());
        return lettered.matches() && Character.toUpperCase(lettered.group(1).charAt(0)) == letter;
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
        Division byParagraphs = divideByAsking(paragraphs());
        if (byParagraphs.choices().size() >= 2) {
            return byParagraphs;
        }
        return divideByAsking(content.stream()
                .filter(current -> !current.isBlank())
                .map(current -> new Part(current.number(), current.text()))
                .toList());
    }

    /** Choices that carry the letters A, B, C ... in order; lines without a letter go on with the choice before them. */
    private Optional<Division> divideByLetters() {
        List<Integer> starts = new ArrayList<>();
        char next = 'A';
        Problem doubt = null;
        for (int i = 0; i < content.size(); i++) {
            Matcher lettered = LETTERED.matcher(content.get(i).text());
            char letter =
                    lettered.matches() ? Character.toUpperCase(lettered.group(1).charAt(0)) : 0;
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
        List<Part> choices = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int from = starts.get(i);
            int to = i + 1 < starts.size() ? starts.get(i + 1) : endOfLastChoice(from);
            Matcher lettered = LETTERED.matcher(content.get(from).text());
            if (!lettered.matches()) {
                throw new IllegalStateException("a lettered line has no letter any more");
            }
            String rest = joined(content.subList(from + 1, to));
            choices.add(new Part(content.get(from).number(), (lettered.group(2) + " " + rest).strip()));
        }
        return Optional.of(new Division(paragraphs(content.subList(0, starts.getFirst())), choices, false, doubt));
    }

    /** What follows in paragraphs of their own explains, or learners would be shown it as a part of the choice. */
    private int endOfLastChoice(int from) {
        int end = from + 1;
        while (end < content.size() && !beginsParagraph(end)) {
            end++;
        }
        String rest = paragraphs(content.subList(end, content.size())).stream()
                .map(Part::text)
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
                "several-questions",
                line,
                "Another question seems to begin here; put a line of three dashes before it. If it is a choice, begin the"
                        + " choices with A., B., C.");
    }

    /** The stem ends with the last unmarked paragraph that asks; none of the marked ones can be part of it. */
    private static Division divideByAsking(List<Part> parts) {
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
        List<Part> choices = parts.subList(end, parts.size());
        return new Division(parts.subList(0, end), choices, lastAsking < 0, doubt(parts.subList(0, end), choices));
    }

    /** Choices may ask. But then the stem must not ask twice, nor a question without a mark stand between two marks. */
    private static @Nullable Problem doubt(List<Part> stem, List<Part> choices) {
        Part askingAfterMark = null;
        boolean marked = false;
        for (Part choice : choices) {
            if (choice.marked() && askingAfterMark != null) {
                return severalQuestions(askingAfterMark.line());
            }
            marked |= choice.marked();
            if (marked && choice.asks() && askingAfterMark == null) {
                askingAfterMark = choice;
            }
        }
        boolean choicesAsk = choices.stream().anyMatch(part -> part.text().contains("?"));
        if (choicesAsk && stem.stream().filter(Part::asks).count() > 1) {
            return Problem.error(
                    "stem-ambiguous",
                    stem.getFirst().line(),
                    "Stem and choices both ask, so the end of the stem can't be told; begin the choices with A., B., C.");
        }
        return null;
    }

    private List<Part> paragraphs() {
        return paragraphs(content);
    }

    private static List<Part> paragraphs(List<Line> lines) {
        List<Part> paragraphs = new ArrayList<>();
        List<Line> running = new ArrayList<>();
        for (Line current : lines) {
            if (current.isBlank()) {
                addParagraph(paragraphs, running);
            } else {
                running.add(current);
            }
        }
        addParagraph(paragraphs, running);
        return paragraphs;
    }

    /** Where a line before the last carries the mark, the lines are choices of their own. */
    private static void addParagraph(List<Part> paragraphs, List<Line> running) {
        if (running.isEmpty()) {
            return;
        }
        boolean choicesOnLines =
                running.subList(0, running.size() - 1).stream().anyMatch(current -> CorrectMark.isAt(current.text()));
        if (choicesOnLines) {
            running.forEach(current -> paragraphs.add(new Part(current.number(), current.text())));
        } else {
            paragraphs.add(new Part(running.getFirst().number(), keepLists(running)));
        }
        running.clear();
    }

    private static String keepLists(List<Line> lines) {
        boolean list = lines.stream()
                .anyMatch(current -> LIST_ITEM.matcher(current.text()).matches()
                        || current.text().startsWith("```"));
        return lines.stream().map(Line::text).collect(Collectors.joining(list ? "\n" : " "));
    }

    private static String joined(List<Line> lines) {
        return lines.stream().map(Line::text).filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String stem(List<Part> parts) {
        StringBuilder stem = new StringBuilder();
        boolean afterItem = false;
        for (Part part : parts) {
            boolean item = LIST_ITEM.matcher(part.text()).matches();
            if (!stem.isEmpty()) {
                stem.append(item && afterItem ? "\n" : "\n\n");
            }
            stem.append(part.text());
            afterItem = item;
        }
        return stem.toString();
    }

    private static List<DraftChoice> choices(List<Part> parts) {
        boolean bullets =
                parts.stream().allMatch(part -> BULLET.matcher(part.text()).lookingAt());
        boolean numbers = IntStream.range(0, parts.size())
                .allMatch(i -> QuestionHead.of(parts.get(i).text())
                        .filter(head -> !head.named() && head.number() == i + 1)
                        .isPresent());
        List<String> texts = parts.stream()
                .map(part -> bullets
                        ? BULLET.matcher(part.text()).replaceFirst("")
                        : numbers
                                ? QuestionHead.of(part.text())
                                        .map(QuestionHead::rest)
                                        .orElse("")
                                : part.text())
                .map(text -> Markup.cleaned(CorrectMark.without(text)))
                .toList();
        return ChoiceQuestion.lettered(texts, parts.stream().map(Part::marked).toList());
    }
}
