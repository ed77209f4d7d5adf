package io.gradeflow.question.formats.plain;

import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.DraftCheck;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A question of choices, as its lines come. */
final class PlainQuestion {

    /** Longer texts are refused anyway. */
    private static final int LONGEST = DraftCheck.MAX_TEXT + 1;

    private final int line;
    private int last;
    private final List<Problem> problems = new ArrayList<>();
    private final StringBuilder stem = new StringBuilder();
    private final List<StringBuilder> choices = new ArrayList<>();

    PlainQuestion(int line) {
        this.line = line;
        last = line;
    }

    /** The question has this line, too. */
    void reach(int at) {
        last = at;
    }

    int line() {
        return line;
    }

    void stem(String text) {
        add(stem, text);
    }

    void choice(String text) {
        if (choices.size() <= DraftCheck.MAX_CHOICES) {
            choices.add(new StringBuilder());
        }
        add(choices.getLast(), text);
    }

    /** What goes on with the last choice, or the stem. */
    void goesOn(String text) {
        add(choices.isEmpty() ? stem : choices.getLast(), text);
    }

    boolean hasChoices() {
        return !choices.isEmpty();
    }

    List<String> choices() {
        return choices.stream().map(text -> Markup.cleaned(text.toString())).toList();
    }

    void error(String code, int at, String message) {
        problems.add(Problem.error(code, at, message));
    }

    /** @param correct whether the choice at that place, counted from 0, is right */
    Block block(int number, IntPredicate correct) {
        List<String> texts = choices();
        List<Boolean> marks =
                IntStream.range(0, texts.size()).mapToObj(correct::test).toList();
        About about = new About(null, Markup.cleaned(stem.toString()), List.of(), null);
        Optional<Draft> draft =
                new ChoiceQuestion(about, ChoiceQuestion.lettered(texts, marks), line, problems).single();
        return new Block(number, line, new Span(line, last), draft.orElse(null), problems);
    }

    /** Longer texts than any that is kept aren't taken whole. */
    static void add(StringBuilder to, String text) {
        if (to.length() < LONGEST) {
            to.append(to.isEmpty() ? "" : "\n").append(text);
        }
    }
}
