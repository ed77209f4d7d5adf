package io.gradeflow.question.formats.marked;

import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.CorrectMark;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.QuestionHead;
import io.gradeflow.question.formats.SelectMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A paragraph, or a line where choices stand on lines. */
record MarkedPart(int line, String text) {

    private static final Pattern BULLET = Pattern.compile("[-*•+]\\s+");
    private static final Pattern LIST_ITEM = Pattern.compile("([-*•]|\\d+[.)])\\s.*");

    boolean marked() {
        return CorrectMark.isAt(text);
    }

    boolean asks() {
        return !marked() && (text.contains("?") || SelectMarker.in(text).isPresent());
    }

    static List<MarkedPart> paragraphs(List<Line> lines) {
        List<MarkedPart> paragraphs = new ArrayList<>();
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
    private static void addParagraph(List<MarkedPart> paragraphs, List<Line> running) {
        if (running.isEmpty()) {
            return;
        }
        boolean choicesOnLines =
                running.subList(0, running.size() - 1).stream().anyMatch(current -> CorrectMark.isAt(current.text()));
        if (choicesOnLines) {
            running.forEach(current -> paragraphs.add(new MarkedPart(current.number(), current.text())));
        } else {
            paragraphs.add(new MarkedPart(running.getFirst().number(), keepLists(running)));
        }
        running.clear();
    }

    private static String keepLists(List<Line> lines) {
        boolean list = lines.stream()
                .anyMatch(current ->
                        current.code() || LIST_ITEM.matcher(current.text()).matches());
        return lines.stream().map(Line::text).collect(Collectors.joining(list ? "\n" : " "));
    }

    static String stem(List<MarkedPart> parts) {
        StringBuilder stem = new StringBuilder();
        boolean afterItem = false;
        for (MarkedPart part : parts) {
            boolean item = LIST_ITEM.matcher(part.text()).matches();
            if (!stem.isEmpty()) {
                stem.append(item && afterItem ? "\n" : "\n\n");
            }
            stem.append(part.text());
            afterItem = item;
        }
        return stem.toString();
    }

    static List<DraftChoice> choices(List<MarkedPart> parts) {
        boolean bullets =
                parts.stream().allMatch(part -> BULLET.matcher(part.text()).lookingAt());
        boolean numbers = IntStream.range(0, parts.size())
                .allMatch(i -> QuestionHead.of(parts.get(i).text())
                        .filter(head -> !head.named() && head.number() == i + 1)
                        .isPresent());
        List<String> texts = parts.stream()
                .map(part -> bullets ? BULLET.matcher(part.text()).replaceFirst("") : part.text())
                .map(text ->
                        numbers ? QuestionHead.of(text).map(QuestionHead::rest).orElse(text) : text)
                .map(text -> Markup.cleaned(CorrectMark.without(text)))
                .toList();
        return ChoiceQuestion.lettered(
                texts, parts.stream().map(MarkedPart::marked).toList());
    }
}
