package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.Line;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.QuestionHead;
import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.listed.AnswerSection.Asked;
import io.gradeflow.question.formats.listed.Marks.Option;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes lines for what they are of questions with choices in a list. */
final class ListedLines {

    /** What text after the choices is. */
    private enum After {
        NOTHING_YET,
        ANSWER,
        EXPLANATION
    }

    /** As some collections have it beneath the question's number; it names no topic. */
    private static final Pattern NUMBERED_TOPIC = Pattern.compile("(?i)topic\\s*#?\\s*:?\\s*\\d{1,4}");

    private final StemList list = new StemList();
    private final Chapters chapters = new Chapters();
    private final Held held = new Held();
    private final AnswerSection section = new AnswerSection(held, chapters);
    private final Outgoing out;
    private @Nullable ListedQuestion running;
    private After after = After.NOTHING_YET;
    private boolean folded;
    /** The question right before a title of answers. */
    private @Nullable ListedQuestion titled;

    private boolean afterBlank = true;
    private int choiceIndent;
    private int headIndent;
    private int head;
    private char headMark;
    /** Whether an explanation has numbers of its own. */
    private boolean explainsByList;

    private boolean anyChoices;
    private boolean headed;

    /** @param taker of all questions, in the order of the file */
    ListedLines(Consumer<ListedQuestion> taker) {
        out = new Outgoing(taker, held, section, chapters);
    }

    void read(Upload file) throws IOException {
        try (LineSource lines = file.lines()) {
            FrontMatter.skip(lines);
            for (Optional<Line> line = lines.nextOrCode(); line.isPresent(); line = lines.nextOrCode()) {
                for (Fragment fragment : Fragment.of(line.get())) {
                    take(fragment, line.get().last());
                }
            }
        }
        finish();
        out.end();
    }

    /** @param last the last line of what it stands in */
    private void take(Fragment fragment, int last) {
        switch (fragment.kind()) {
            case OPENS -> folded = true;
            case CLOSES -> {
                folded = false;
                after = after == After.EXPLANATION ? After.NOTHING_YET : after;
            }
            case SUMMARY -> takeSummary(fragment);
            case CODE -> {
                takePlain(fragment);
                afterBlank = false;
            }
            case TEXT -> {
                if (fragment.isBlank()) {
                    afterBlank = true;
                } else {
                    takeText(fragment);
                    afterBlank = false;
                }
            }
        }
        if (running != null && !fragment.isBlank()) {
            running.reach(last);
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

    private void takeText(Fragment fragment) {
        String text = fragment.text();
        if (takesKeyLine(fragment)) {
            return;
        }
        Optional<Option> box = Marks.box(text);
        if (box.isPresent()) {
            takeBox(box.get(), fragment);
            return;
        }
        if (NUMBERED_TOPIC.matcher(text).matches() || SiteTalk.isAll(text)) {
            return;
        }
        if (takesLetter(fragment) || takesSaid(fragment) || takesHead(fragment)) {
            return;
        }
        if (Marks.isSeparator(text)) {
            finish();
            return;
        }
        takePlain(fragment);
    }

    /**
     * Answers that stand together, behind all questions or behind those of a chapter: a heading that says so, and lines with a number
     * and letters. A heading ends them, unless questions stand beneath the same.
     */
    private boolean takesKeyLine(Fragment fragment) {
        String text = fragment.text();
        ListedQuestion last = running;
        boolean lacking = last != null && last.lacksKey();
        List<KeyLine> onTitle = KeyLine.onTitle(text);
        boolean begins = !onTitle.isEmpty() || Marks.isKeyTitle(text);
        if (!folded && (lacking || !held.isEmpty()) && begins) {
            titled = lacking && onTitle.isEmpty() ? last : null;
            finish();
            section.begin(text);
            section.add(onTitle, fragment);
            return true;
        }
        List<KeyLine> answers = section.isOpen() || after == After.ANSWER ? KeyLine.of(text) : List.of();
        ListedQuestion before = titled;
        titled = null;
        boolean chapter = section.isChapter(text);
        boolean numbered = QuestionHead.of(text)
                .filter(found -> held.waitsFor(found.number()))
                .isPresent();
        boolean one = answers.isEmpty() && !text.startsWith("|") && !chapter && !numbered;
        if (section.isOpen() && before != null && one) {
            // The answer to this question alone.
            before.answer(text, fragment.line());
            before.reach(fragment.line());
            section.end();
            return true;
        }
        if (!answers.isEmpty() && (running == null || running.number() > 0)) {
            finish();
            section.add(answers, fragment);
            return true;
        }
        if (!section.isOpen() || running != null) {
            return chapter && takesChapter(fragment);
        }
        Optional<Asked> stem = section.takeStemAbove(fragment);
        if (stem.isPresent()) {
            beginAsked(stem.get(), fragment);
            return false;
        }
        return section.takes(fragment, chapter);
    }

    private void beginAsked(Asked asked, Fragment choice) {
        head = asked.number();
        headMark = asked.mark();
        headIndent = choice.indent();
        beginWith(new ListedQuestion(asked.line(), head, false), asked.rest());
        ListedQuestion question = Objects.requireNonNull(running);
        asked.said().forEach(said -> question.stem(said, false));
    }

    /** Behind an answer it may be what explains it. */
    private boolean takesChapter(Fragment fragment) {
        ListedQuestion question = running;
        boolean between = question == null || (question.lacksKey() && afterBlank);
        if (!between || folded || after != After.NOTHING_YET || !ChapterTitle.isLine(fragment.text())) {
            return false;
        }
        begin(new ListedQuestion(fragment.line(), 0, false)).stem(fragment.text(), false);
        chapters.mayBeginPlain(fragment.text());
        return true;
    }

    /** Letters in an explanation speak of the choices that were; a new question has a stem before its first. */
    private boolean takesLetter(Fragment fragment) {
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
            addChoice(begin(takeOver(question, fragment)), first.get(), fragment);
            return true;
        }
        return false;
    }

    /** A box after the key is known belongs to another question, of which what stood between is the stem. */
    private void takeBox(Option box, Fragment fragment) {
        ListedQuestion question = running;
        if (question == null) {
            question = begin(new ListedQuestion(fragment.line(), 0, false));
        } else if (question.hasChoices()
                && (question.hasAnswer() || question.hasTrailing() || after != After.NOTHING_YET)) {
            question = begin(takeOver(question, fragment));
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

    private boolean takesHead(Fragment fragment) {
        Optional<QuestionHead> found = QuestionHead.of(fragment.text());
        if (found.isPresent() && (folded ? unfolds(found.get(), fragment) : begins(found.get(), fragment))) {
            head = found.get().number();
            headMark = found.get().mark();
            explainsByList = false;
            headIndent = fragment.indent();
            beginWith(
                    new ListedQuestion(fragment.line(), head, found.get().named()),
                    found.get().rest());
            return true;
        }
        Optional<String> heading = folded ? Optional.empty() : Marks.heading(fragment.text());
        heading.ifPresent(text -> {
            beginWith(new ListedQuestion(fragment.line(), 0, false), text);
            chapters.mayBegin(fragment.text());
        });
        return heading.isPresent();
    }

    /** Where the end of what is folded away was forgotten, the next question isn't swallowed. */
    private boolean unfolds(QuestionHead found, Fragment fragment) {
        return found.number() == head + 1 && fragment.indent() <= headIndent && running != null && running.hasKey();
    }

    private void beginWith(ListedQuestion question, String stem) {
        question.beginsAfterBlank(afterBlank);
        begin(question);
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
            boolean firstOfChapter = running.number() == 0 && found.number() == 1 && head > 0 && chapters.isWaiting();
            // The same number again: the one before was that of a list.
            return next || firstOfChapter || !anyChoices || found.number() == head;
        }
        explainsByList |= after == After.EXPLANATION && !next;
        boolean follows = afterBlank || (!explainsByList && found.mark() == headMark);
        return after == After.NOTHING_YET || (next && follows);
    }

    private void takePlain(Fragment fragment) {
        String text = fragment.text();
        ListedQuestion question = running == null ? begin(new ListedQuestion(fragment.line(), 0, false)) : running;
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

    private ListedQuestion begin(ListedQuestion question) {
        finish();
        section.end();
        running = question;
        return question;
    }

    private void finish() {
        ListedQuestion finished = running;
        running = null;
        after = After.NOTHING_YET;
        folded = false;
        list.clear();
        if (finished != null) {
            out.finished(finished);
        }
    }
}
