package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.QuestionHead;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.listed.Marks.Option;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Markdown or plain text with choices in a list, which boxes are ticked in, or letters stand before and a line says which is
 * right. A question begins with a heading, with its number, or with what stands before its choices; everything else is what an
 * author says around questions.
 */
public final class ListedReader implements QuestionReader {

    /** What text after the choices is. */
    private enum After {
        NOTHING_YET,
        ANSWER,
        EXPLANATION
    }

    /** As some collections have it beneath the question's number; it names no topic. */
    private static final Pattern NUMBERED_TOPIC = Pattern.compile("(?i)topic\\s*#?\\s*:?\\s*\\d{1,4}");

    private final StemList list = new StemList();
    private final Unasked unasked = new Unasked();
    private final Held held = new Held();
    private @Nullable ListedQuestion running;
    private After after = After.NOTHING_YET;
    private boolean folded;
    private boolean inKey;
    /** The question right before a title of answers. */
    private @Nullable ListedQuestion titled;

    private boolean afterBlank = true;
    private boolean fenced;
    private int choiceIndent;
    private int headIndent;
    private int head;
    private char headMark;
    /** Whether an explanation has numbers of its own. */
    private boolean explainsByList;

    private boolean anyChoices;
    private boolean headed;
    private int number;

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        try (LineSource lines = file.lines()) {
            FrontMatter.skip(lines);
            for (Optional<Line> line = lines.nextRaw(); line.isPresent(); line = lines.nextRaw()) {
                for (Fragment fragment : Fragment.of(line.get())) {
                    take(fragment, sink);
                }
            }
        }
        finish(sink);
        held.release().forEach(question -> send(question, sink));
    }

    private void take(Fragment fragment, Sink sink) {
        switch (fragment.kind()) {
            case OPENS -> folded = true;
            case CLOSES -> {
                folded = false;
                after = after == After.EXPLANATION ? After.NOTHING_YET : after;
            }
            case SUMMARY -> takeSummary(fragment);
            case TEXT -> {
                if (fragment.isBlank()) {
                    afterBlank = true;
                } else {
                    takeText(fragment, sink);
                    afterBlank = false;
                }
            }
        }
    }

    private void takeSummary(Fragment summary) {
        ListedQuestion question = running;
        Optional<String> answer = Marks.answerOfSummary(summary.text());
        if (question == null || !(question.hasChoices() || (answer.isPresent() && question.takesChoicesOfStem("")))) {
            return;
        }
        if (Marks.explanation(summary.text()).isPresent()) {
            after = After.EXPLANATION;
        } else {
            answer.ifPresent(text -> answer(question, text, summary.line()));
        }
    }

    private void takeText(Fragment fragment, Sink sink) {
        String text = fragment.text();
        if (text.startsWith("```") || text.startsWith("~~~")) {
            fenced = !fenced;
            takePlain(fragment, sink);
            return;
        }
        if (fenced) {
            takePlain(fragment, sink);
            return;
        }
        if (takesKeyLine(fragment, sink)) {
            return;
        }
        Optional<Option> box = Marks.box(text);
        if (box.isPresent()) {
            takeBox(box.get(), fragment, sink);
            return;
        }
        if (NUMBERED_TOPIC.matcher(text).matches() || SiteTalk.isAll(text)) {
            return;
        }
        if (takesLetter(fragment, sink) || takesSaid(fragment) || takesHead(fragment, sink)) {
            return;
        }
        if (Marks.isSeparator(text)) {
            finish(sink);
            return;
        }
        takePlain(fragment, sink);
    }

    /**
     * Answers that stand together, behind all questions or behind those of a chapter: a heading that says so, and lines with a number
     * and letters. Any other heading ends them.
     */
    private boolean takesKeyLine(Fragment fragment, Sink sink) {
        ListedQuestion last = running;
        boolean lacking = last != null && last.lacksKey();
        List<KeyLine> onTitle = KeyLine.onTitle(fragment.text());
        boolean begins = Marks.isKeyTitle(fragment.text()) || !onTitle.isEmpty();
        if (!folded && (lacking || !held.isEmpty()) && begins) {
            titled = lacking && onTitle.isEmpty() ? last : null;
            finish(sink);
            inKey = true;
            onTitle.forEach(answer -> held.answer(answer, fragment.line()));
            return true;
        }
        List<KeyLine> answers = inKey || after == After.ANSWER ? KeyLine.of(fragment.text()) : List.of();
        ListedQuestion before = titled;
        titled = null;
        if (inKey && before != null && answers.isEmpty() && !fragment.text().startsWith("|")) {
            // The answer to this question alone.
            before.answer(fragment.text(), fragment.line());
            inKey = false;
            return true;
        }
        if (!answers.isEmpty() && (running == null || running.number() > 0)) {
            finish(sink);
            inKey = true;
            answers.forEach(answer -> held.answer(answer, fragment.line()));
            return true;
        }
        Optional<QuestionHead> head = QuestionHead.of(fragment.text());
        if (inKey && head.isPresent() && running == null) {
            // The text of a choice, or where questions go on.
            inKey = held.answer(new KeyLine(head.get().number(), head.get().rest(), ""), fragment.line());
            return inKey;
        }
        boolean ends = Marks.heading(fragment.text()).isPresent();
        boolean skipped = inKey && !ends && running == null;
        inKey &= skipped;
        return skipped;
    }

    /** Letters in an explanation speak of the choices that were; a new question has a stem before its first. */
    private boolean takesLetter(Fragment fragment, Sink sink) {
        ListedQuestion question = running;
        if (question == null || folded) {
            return false;
        }
        Optional<Option> next = Marks.lettered(fragment.text(), question.next());
        boolean open = after == After.NOTHING_YET && !question.hasAnswer();
        if (next.isPresent() && open && (question.hasChoices() || question.hasStem())) {
            question.mergeTrailing();
            addChoice(question, next.get(), fragment);
            return true;
        }
        Optional<Option> first = Marks.lettered(fragment.text(), 'A');
        if (first.isPresent() && question.hasKey() && question.hasTrailing()) {
            addChoice(begin(takeOver(question, fragment), sink), first.get(), fragment);
            return true;
        }
        return false;
    }

    /** A box after the key is known belongs to another question, of which what stood between is the stem. */
    private void takeBox(Option box, Fragment fragment, Sink sink) {
        ListedQuestion question = running;
        if (question == null) {
            question = begin(new ListedQuestion(fragment.line(), 0, false), sink);
        } else if (question.hasChoices()
                && (question.hasAnswer() || question.hasTrailing() || after != After.NOTHING_YET)) {
            question = begin(takeOver(question, fragment), sink);
        }
        addChoice(
                question,
                Marks.lettered(box.text(), question.next())
                        .map(inner -> new Option(inner.letter(), box.ticked(), inner.text()))
                        .orElse(box),
                fragment);
    }

    private void addChoice(ListedQuestion question, Option option, Fragment fragment) {
        question.choice(option);
        choiceIndent = fragment.indent();
        anyChoices = true;
    }

    private boolean takesSaid(Fragment fragment) {
        ListedQuestion question = running;
        if (question == null) {
            return false;
        }
        Optional<String> said = question.hasChoices() ? Optional.empty() : Marks.answer(fragment.text());
        if (!question.hasChoices() && (said.isEmpty() || !question.takesChoicesOfStem(said.get()))) {
            return false;
        }
        Optional<String> explanation = Marks.explanation(fragment.text());
        if (explanation.isPresent()) {
            after = After.EXPLANATION;
            explanation.filter(text -> !text.isEmpty()).ifPresent(text -> question.explanation(text, true));
            return true;
        }
        Optional<String> answer = Marks.answer(fragment.text());
        if (answer.isPresent()) {
            answer(question, answer.get(), fragment.line());
        }
        return answer.isPresent();
    }

    /** @param text empty where the answer is on the next line */
    private void answer(ListedQuestion question, String text, int line) {
        if (text.isEmpty()) {
            after = After.ANSWER;
        } else {
            question.answer(text, line);
            after = folded ? After.EXPLANATION : After.NOTHING_YET;
        }
    }

    private boolean takesHead(Fragment fragment, Sink sink) {
        Optional<QuestionHead> found = QuestionHead.of(fragment.text());
        if (found.isPresent() && (folded ? unfolds(found.get(), fragment) : begins(found.get(), fragment))) {
            head = found.get().number();
            headMark = found.get().mark();
            explainsByList = false;
            headIndent = fragment.indent();
            beginWith(
                    new ListedQuestion(fragment.line(), head, found.get().named()),
                    found.get().rest(),
                    sink);
            return true;
        }
        Optional<String> heading = folded ? Optional.empty() : Marks.heading(fragment.text());
        heading.ifPresent(text -> beginWith(new ListedQuestion(fragment.line(), 0, false), text, sink));
        return heading.isPresent();
    }

    /** Where the end of what is folded away was forgotten, the next question isn't swallowed. */
    private boolean unfolds(QuestionHead found, Fragment fragment) {
        return found.number() == head + 1 && fragment.indent() <= headIndent && running != null && running.hasKey();
    }

    private void beginWith(ListedQuestion question, String stem, Sink sink) {
        question.beginsAfterBlank(afterBlank);
        begin(question, sink);
        headed = true;
        if (!stem.isEmpty()) {
            question.stem(stem, false);
        }
    }

    /** A number alone may be that of a list in a stem, an explanation, or before the first question. */
    private boolean begins(QuestionHead found, Fragment fragment) {
        if (found.named()) {
            return true;
        }
        if (fragment.indent() > headIndent + 1) {
            return false;
        }
        if (running == null || !running.hasStem()) {
            return true;
        }
        boolean next = found.number() == head + 1;
        if (!running.hasChoices()) {
            if (running.number() > 0 && list.takes(found, running.number(), headMark, afterBlank, !anyChoices)) {
                return false;
            }
            // The same number again: the one before was that of a list.
            return next || !anyChoices || found.number() == head;
        }
        explainsByList |= after == After.EXPLANATION && !next;
        boolean follows = afterBlank || (!explainsByList && found.mark() == headMark);
        return after == After.NOTHING_YET || (next && follows);
    }

    private void takePlain(Fragment fragment, Sink sink) {
        String text = fragment.text();
        ListedQuestion question =
                running == null ? begin(new ListedQuestion(fragment.line(), 0, false), sink) : running;
        if (!question.hasChoices()) {
            question.stem(text, afterBlank);
        } else if (after == After.ANSWER) {
            answer(question, text, fragment.line());
        } else if (after == After.EXPLANATION) {
            takeExplanation(question, fragment);
        } else if (goesOn(question, fragment)) {
            question.goesOn(text);
        } else if (folded) {
            question.explanation(text, afterBlank);
        } else if (!Marks.isOnlyLinks(text)) {
            question.trailing(text, fragment.line(), afterBlank);
        }
    }

    /** On the next line, or set in beneath the choice. */
    private boolean goesOn(ListedQuestion question, Fragment fragment) {
        return !question.hasAnswer()
                && !folded
                && !question.hasTrailing()
                && (!afterBlank || fragment.indent() > choiceIndent);
    }

    /** Without headings or numbers, an explanation ends with its paragraph: the next one may be a stem. */
    private void takeExplanation(ListedQuestion question, Fragment fragment) {
        if (afterBlank && !folded && !headed && question.hasExplanation()) {
            after = After.NOTHING_YET;
            question.trailing(fragment.text(), fragment.line(), true);
        } else if (!Marks.isOnlyLinks(fragment.text())) {
            question.explanation(fragment.text(), afterBlank);
        }
    }

    /** A question whose stem is what followed the one before it. */
    private static ListedQuestion takeOver(ListedQuestion before, Fragment fragment) {
        if (!before.hasTrailing()) {
            return new ListedQuestion(fragment.line(), 0, false);
        }
        ListedQuestion question = new ListedQuestion(before.trailingLine(), 0, false);
        question.stem(before.takeTrailing(), false);
        return question;
    }

    private ListedQuestion begin(ListedQuestion question, Sink sink) {
        finish(sink);
        running = question;
        return question;
    }

    private void finish(Sink sink) {
        ListedQuestion finished = running;
        running = null;
        after = After.NOTHING_YET;
        folded = false;
        fenced = false;
        list.clear();
        if (finished == null) {
            return;
        }
        if (finished.hasChoices()) {
            unasked.with(finished.number()).forEach(place -> hold(new ListedQuestion(place.line(), 0, true), sink));
            hold(finished, sink);
        } else if (finished.isNamed()) {
            unasked.with(finished.number()).forEach(place -> hold(new ListedQuestion(place.line(), 0, true), sink));
            hold(finished, sink);
        } else if (finished.number() > 0) {
            unasked.without(finished.number(), finished.line(), finished.beginsAfterBlank())
                    .forEach(place -> hold(new ListedQuestion(place.line(), 0, true), sink));
        }
    }

    private void hold(ListedQuestion question, Sink sink) {
        held.take(question).forEach(ready -> send(ready, sink));
    }

    private void send(ListedQuestion question, Sink sink) {
        Optional<Draft> draft = question.draft();
        sink.block(new Block(++number, question.line(), draft.orElse(null), question.problems()));
    }
}
