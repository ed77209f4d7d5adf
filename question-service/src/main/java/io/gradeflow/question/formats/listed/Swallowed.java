package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.QuestionHead;
import io.gradeflow.question.formats.SelectMarker;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A question in what was taken for the explanation of the one before it, because no number or heading says that it begins. A paragraph
 * that asks, choices from A on and an answer line tell it, of which only the last comes late.
 */
final class Swallowed {

    /**
     * A line of an explanation.
     *
     * @param apart whether a blank line stands before it
     */
    record Told(String text, int line, boolean apart) {}

    private final List<Told> told;
    private final int stem;
    private final int choices;

    private Swallowed(List<Told> told, int stem, int choices) {
        this.told = told;
        this.stem = stem;
        this.choices = choices;
    }

    /**
     * @param told the explanation, of which the first paragraph is one
     * @param explained the choices of the question that it explains; what goes through these asks nothing
     */
    static Swallowed in(List<Told> told, List<String> explained) {
        int choices = firstChoice(told);
        int stem = choices - 1;
        while (stem > 0 && !told.get(stem).apart()) {
            stem--;
        }
        boolean found = stem > 0 && asks(told.subList(stem, choices)) && !goesThrough(told, choices, explained);
        return new Swallowed(told, found ? stem : 0, choices);
    }

    /** Whether nothing but its form says that there is a question. */
    boolean isGuessed() {
        return stem > 0 && QuestionHead.of(told.get(stem).text()).isEmpty();
    }

    /** The question to which the answer belongs that stands beneath the explanation; its lines are taken out of that. */
    Optional<ListedQuestion> take() {
        if (stem == 0) {
            return Optional.empty();
        }
        List<Told> taken = told.subList(stem, told.size());
        ListedQuestion question = question(taken, choices - stem);
        taken.clear();
        return Optional.of(question);
    }

    /** Whether the last paragraph, if it isn't the only one, asks something, which may be a question with choices of another form. */
    static boolean asksAtLast(List<Told> told) {
        int begin = told.size() - 1;
        while (begin > 0 && !told.get(begin).apart()) {
            begin--;
        }
        return begin > 0 && asks(told.subList(begin, told.size()));
    }

    private static boolean goesThrough(List<Told> told, int first, List<String> explained) {
        return told.subList(first, told.size()).stream()
                .anyMatch(line -> IntStream.range(0, explained.size())
                        .anyMatch(place -> Marks.lettered(line.text(), (char) ('A' + place))
                                .filter(choice -> begins(choice.text(), explained.get(place)))
                                .isPresent()));
    }

    private static boolean begins(String text, String choice) {
        return !choice.isBlank() && text.regionMatches(true, 0, choice, 0, choice.length());
    }

    /** Of the last that are A, B and perhaps more, the place of A; 0 where there are none. */
    private static int firstChoice(List<Told> told) {
        boolean second = false;
        for (int i = told.size() - 1; i > 0; i--) {
            String text = told.get(i).text();
            if (second && Marks.lettered(text, 'A').isPresent()) {
                return i;
            }
            second |= Marks.lettered(text, 'B').isPresent();
        }
        return 0;
    }

    private static boolean asks(List<Told> stem) {
        String first = stem.getFirst().text();
        String last = stem.getLast().text().stripTrailing();
        return QuestionHead.of(first).isPresent()
                || stem.stream()
                        .anyMatch(line ->
                                line.text().indexOf('?') >= 0 || line.text().contains("___"))
                || last.endsWith(":")
                || SelectMarker.in(last).isPresent();
    }

    private static ListedQuestion question(List<Told> lines, int choices) {
        Told first = lines.getFirst();
        Optional<QuestionHead> head = QuestionHead.of(first.text());
        ListedQuestion question = new ListedQuestion(
                first.line(),
                head.map(QuestionHead::number).orElse(0),
                head.map(QuestionHead::named).orElse(false));
        question.beginsAfterBlank(true);
        question.stem(head.map(QuestionHead::rest).orElse(first.text()), false);
        for (int i = 1; i < lines.size(); i++) {
            Told line = lines.get(i);
            if (i < choices) {
                question.stem(line.text(), line.apart());
            } else {
                Marks.lettered(line.text(), question.next())
                        .ifPresentOrElse(question::choice, () -> question.goesOn(line.text()));
            }
        }
        return question;
    }
}
