package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.BlockSize;
import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.CorrectMark;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.Emphasis;
import io.gradeflow.question.formats.Markup;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.Span;
import io.gradeflow.question.formats.TrueFalse;
import io.gradeflow.question.formats.listed.Marks.Option;
import io.gradeflow.question.formats.listed.Swallowed.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One question, as its lines come. */
final class ListedQuestion {

    private static final Pattern LABEL = Pattern.compile("^(?:question|q)\\s{0,3}:\\s+", Pattern.CASE_INSENSITIVE);
    /** A stem, or an explanation, with more lines that look like answers has no choices; each look costs as much as it is long. */
    private static final int MOST_LOOKS = 20;

    /** What follows beyond it is left out, and the question refused. */
    private final BlockSize size = new BlockSize();

    private final int line;
    private final int number;
    private final boolean named;
    private final List<Problem> problems = new ArrayList<>();
    private final StringBuilder stem = new StringBuilder();
    private final List<StringBuilder> choices = new ArrayList<>();
    private final List<Boolean> ticked = new ArrayList<>();
    private final List<Told> explanation = new ArrayList<>();
    private final StringBuilder trailing = new StringBuilder();
    private final KnownAnswer answer = new KnownAnswer();
    private @Nullable Problem refusal;
    private int looks;
    private int swallowedLooks;
    private boolean boxes;
    private boolean afterBlank;
    private boolean statement;
    private int trailingLine;
    private int last;
    /** Of what follows and isn't said to be anything, which may be that of another question. */
    private int trailingLast;

    /**
     * @param number the one that it begins with; 0 where it has none
     * @param named whether its head says that it is a question
     */
    ListedQuestion(int line, int number, boolean named) {
        this.line = line;
        last = line;
        this.number = number;
        this.named = named;
    }

    int number() {
        return number;
    }

    void beginsAfterBlank(boolean blank) {
        afterBlank = blank;
    }

    boolean beginsAfterBlank() {
        return afterBlank;
    }

    boolean hasChoices() {
        return !choices.isEmpty();
    }

    boolean hasStem() {
        return !stem.isEmpty();
    }

    boolean isNamed() {
        return named;
    }

    /** The letter of the next choice. */
    char next() {
        return (char) ('A' + Math.min(choices.size(), 26));
    }

    boolean hasKey() {
        return answer.isThere() || ticked.contains(true);
    }

    /** Whether it has choices and a number, and nothing says which is right. */
    boolean lacksKey() {
        return number > 0 && hasChoices() && !hasKey() && refusal == null;
    }

    long length() {
        return size.characters();
    }

    boolean hasAnswer() {
        return answer.isThere();
    }

    boolean hasExplanation() {
        return !explanation.isEmpty();
    }

    boolean hasTrailing() {
        return !trailing.isEmpty();
    }

    int line() {
        return line;
    }

    /** The question has this line, too. */
    void reach(int at) {
        if (hasTrailing()) {
            trailingLast = at;
        } else {
            last = at;
        }
    }

    /** @param stars what the file has of them; asked where this question has some */
    Block block(int number, Supplier<Stars> stars) {
        Span lines = new Span(line, hasTrailing() ? Math.max(last, trailingLast) : last);
        Optional<Draft> draft = draft(stars);
        return new Block(number, line, lines, draft.orElse(null), problems);
    }

    void stem(String text, boolean newParagraph) {
        add(stem, text, newParagraph);
    }

    /** And those that stand beside it, with their letters. */
    void choice(Option option) {
        int end = Marks.besides(option.text(), (char) (option.letter() + 1));
        if (size.takes(option.text())) {
            String text = option.text().substring(0, end).strip();
            choices.add(new StringBuilder(CorrectMark.without(SiteTalk.withoutVotes(text))));
            boxes |= option.ticked() != null;
            ticked.add(Boolean.TRUE.equals(option.ticked()) || CorrectMark.isAt(text));
            Marks.lettered(option.text().substring(end).strip(), next()).ifPresent(this::choice);
        }
    }

    /** Whether the end of the stem is choices without letters, above an answer. */
    boolean takesChoicesOfStem(String said) {
        if (++looks > MOST_LOOKS) {
            return false;
        }
        Optional<StemChoices> found = StemChoices.of(stem.toString(), said);
        found.ifPresent(of -> {
            stem.setLength(0);
            stem.append(of.stem());
            answer.nameByNumbers(of.numbered());
            statement = of.statement();
            for (String choice : of.choices()) {
                choices.add(new StringBuilder(CorrectMark.without(choice)));
                ticked.add(CorrectMark.isAt(choice));
            }
        });
        return found.isPresent();
    }

    /** What goes on with the last choice. */
    void goesOn(String text) {
        if (CorrectMark.isAt(text)) {
            ticked.set(ticked.size() - 1, true);
        }
        add(choices.getLast(), CorrectMark.without(text), false);
    }

    /** Whether it is what explains the answer that is known, and says none itself. What may be an answer to something else isn't. */
    boolean isExplainedBy(String said) {
        return !hasTrailing() && answer.isExplainedBy(said, this::cleaned) && !Swallowed.asksAtLast(explanation);
    }

    /**
     * The question in the explanation that an answer beneath it is one of. Where it says the same as the answer that is known, only a number
     * tells such a question from what goes through the choices.
     */
    Optional<ListedQuestion> takeSwallowed(String said, int at) {
        if (!hasAnswer() || ++swallowedLooks > MOST_LOOKS) {
            return Optional.empty();
        }
        boolean same = !said.isEmpty() && answer.saysTheSame(SiteTalk.withoutMarks(said), this::cleaned);
        Swallowed swallowed = Swallowed.in(explanation, cleaned());
        if (same && swallowed.isGuessed()) {
            problems.add(
                    Problem.warning(
                            "question-in-explanation",
                            at,
                            "What may be another question stands in the explanation; begin each question with a heading or number."));
            return Optional.empty();
        }
        Optional<ListedQuestion> taken = swallowed.take();
        taken.ifPresent(_ -> last = explanation.getLast().line());
        return taken;
    }

    /** Whether a line is one more choice that is right. */
    boolean isOneMoreAnswer(String line) {
        return answer.mayGoOn(line, this::cleaned);
    }

    void answerGoesOn(String written) {
        if (size.takes(written)) {
            answer.goOn(written);
        }
    }

    void answer(String written, int at) {
        answer.take(written, at, this::cleaned, problems);
    }

    /** Whether it can be read as one of the choices, or as several. */
    boolean names(String said) {
        return answer.names(said, cleaned());
    }

    /** What is right can't be told. */
    void refuse(Problem why) {
        refusal = why;
    }

    void note(Problem problem) {
        problems.add(problem);
    }

    void explanation(String text, int at, boolean newParagraph) {
        if (size.takes(text)) {
            explanation.add(new Told(text, at, newParagraph));
        }
    }

    /** What follows and isn't said to be anything. */
    void trailing(String text, int at, boolean newParagraph) {
        trailingLine = trailing.isEmpty() ? at : trailingLine;
        add(trailing, text, newParagraph);
    }

    /** Text between two choices belongs to the first of them. */
    void mergeTrailing() {
        if (hasTrailing()) {
            problems.add(Problem.warning(
                    "text-after-choice",
                    trailingLine,
                    "A paragraph without a letter follows a choice and was taken as a part of it."));
            add(choices.getLast(), takeTrailing(), true);
        }
    }

    String takeTrailing() {
        String taken = trailing.toString();
        trailing.setLength(0);
        return taken;
    }

    int trailingLine() {
        return trailingLine;
    }

    private void add(StringBuilder to, String text, boolean newParagraph) {
        if (size.takes(text)) {
            to.append(to.isEmpty() ? "" : newParagraph ? "\n\n" : "\n").append(text);
        }
    }

    private Optional<Draft> draft(Supplier<Stars> stars) {
        if (refusal != null) {
            problems.add(refusal);
            return Optional.empty();
        }
        if (size.isOver()) {
            problems.add(BlockSize.refusal(line, "begin each question with a heading or number."));
            return Optional.empty();
        }
        if (!hasChoices()) {
            problems.add(Problem.error(
                    "no-choices",
                    line,
                    "The question has no choices that could be told; begin them with A., B., C. or with boxes."));
            return Optional.empty();
        }
        if (!trailing.isEmpty()) {
            problems.add(Problem.warning(
                    "text-after-choice",
                    trailingLine,
                    "Text follows the choices and was taken as the explanation; begin it with Explanation:, if"
                            + " it is."));
            explanation(takeTrailing(), trailingLine, true);
        }
        List<String> texts = texts(stars);
        SortedSet<Integer> key = key(texts);
        List<Boolean> correct = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            correct.add(key.contains(i));
        }
        About about = new About(
                null,
                LABEL.matcher(Emphasis.without(Markup.cleaned(stem.toString()))).replaceFirst(""),
                List.of(),
                explanation.isEmpty() ? null : Markup.cleaned(explained()));
        if (statement && key.size() == 1) {
            return new Drafting(line, problems).made(about, () -> TrueFalse.draft(about, key.contains(0)));
        }
        return new ChoiceQuestion(about, ChoiceQuestion.lettered(texts, correct), line, problems).draft();
    }

    private String explained() {
        StringBuilder text = new StringBuilder();
        for (Told told : explanation) {
            text.append(text.isEmpty() ? "" : told.apart() ? "\n\n" : "\n").append(told.text());
        }
        return text.toString();
    }

    private List<String> cleaned() {
        return choices.stream().map(text -> Markup.cleaned(text.toString())).toList();
    }

    /** Whether some choices end with a star, some don't, and nothing else says what is right. */
    boolean hasStars() {
        return !hasKey() && !StarMarks.of(cleaned()).isEmpty();
    }

    /** Without the stars that are marks. */
    private List<String> texts(Supplier<Stars> file) {
        List<String> texts = cleaned();
        if (hasKey()) {
            return texts;
        }
        SortedSet<Integer> marks = StarMarks.of(texts);
        if (marks.isEmpty()) {
            return texts;
        }
        boolean apart = StarMarks.areApart(texts, marks);
        Stars stars = file.get();
        if (!stars.isUsual() && !(apart && stars.canMark())) {
            problems.add(StarMarks.unclear(marks, stars, line));
            return texts;
        }
        if (!stars.isUsual() || !apart) {
            problems.add(StarMarks.guessed(marks, line));
        }
        marks.forEach(place -> ticked.set(place, true));
        return StarMarks.without(texts, marks);
    }

    private SortedSet<Integer> key(List<String> texts) {
        SortedSet<Integer> ticks = new TreeSet<>();
        for (int i = 0; i < ticked.size(); i++) {
            if (ticked.get(i)) {
                ticks.add(i);
            }
        }
        return answer.places(ticks, boxes ? "ticked" : "marked", texts, problems);
    }
}
