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
import java.util.regex.MatchResult;
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

    private final LastHead head = new LastHead();
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
    private boolean headed;
    /** A line between choices and what comes next, which may be their answer. */
    private boolean separated;
    /** The question whose answer stands on lines of its own, and may go on. */
    private @Nullable ListedQuestion listing;

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
        if (separated && !fragment.isBlank()) {
            separated = false;
            if (!Said.saysOfQuestion(fragment)) {
                finish();
            }
        }
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
        String text = Said.summary(summary.text());
        Optional<String> answer = Said.answerOfSummary(text);
        if (answer.isEmpty() && isHeadOfNext(text)) {
            folded = false;
            takeText(new Fragment(summary.line(), summary.indent(), Fragment.Kind.TEXT, text));
            return;
        }
        if (question == null || !(question.hasChoices() || (answer.isPresent() && question.takesChoicesOfStem("")))) {
            return;
        }
        if (Said.explanation(text).isPresent()) {
            after = After.EXPLANATION;
        } else {
            answer.ifPresent(said -> answer(question, said, summary));
        }
    }

    /** Whether a question is folded away beneath its head. */
    private boolean isHeadOfNext(String summary) {
        return (running == null || running.hasKey() || !running.hasChoices())
                && QuestionHead.of(summary).isPresent();
    }

    private void takeText(Fragment fragment) {
        String text = fragment.text();
        if (goesOnWithAnswer(fragment) || takesKeyLine(fragment)) {
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
            takeSeparator();
            return;
        }
        takePlain(fragment);
    }

    /** It ends a question, unless it stands right beneath its head, or what comes next says which choice is right. */
    private void takeSeparator() {
        ListedQuestion question = running;
        separated = question != null && question.hasChoices() && !question.hasKey();
        boolean beneathHead = question != null && question.isNamed() && !question.hasStem() && !question.hasChoices();
        if (!separated && !beneathHead) {
            finish();
        }
    }

    /** Beneath {@code Answers:}, a letter or a choice a line. */
    private boolean goesOnWithAnswer(Fragment fragment) {
        ListedQuestion question = listing;
        String text = Said.withoutBullet(fragment.text());
        boolean goesOn = question != null && !afterBlank && question.isOneMoreAnswer(text);
        if (question == null || !goesOn) {
            listing = null;
            return false;
        }
        question.answerGoesOn(text);
        question.reach(fragment.line());
        return true;
    }

    private void beginListing(ListedQuestion question, String text) {
        listing = Said.isLetterLine(text) ? question : null;
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
        boolean begins = !onTitle.isEmpty() || Said.isKeyTitle(text);
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
        if (section.isOpen() && before != null && one && (Said.isLetterLine(text) || before.names(text))) {
            // The answer to this question alone.
            before.answer(Said.withoutBullet(text), fragment.line());
            before.reach(fragment.line());
            beginListing(before, text);
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
        head.set(asked.number(), asked.mark(), choice.indent());
        beginWith(new ListedQuestion(asked.line(), asked.number(), false), asked.rest());
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
        boolean anew = question.hasKey() || (after == After.NOTHING_YET && question.hasChoices());
        if (first.isPresent() && anew && question.hasTrailing()) {
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
        head.takeChoice();
    }

    private boolean takesSaid(Fragment fragment) {
        ListedQuestion question = running;
        if (question == null) {
            return false;
        }
        Optional<String> said = question.hasChoices() ? Optional.empty() : Said.answer(fragment.text());
        if (!question.hasChoices() && (said.isEmpty() || !question.takesChoicesOfStem(said.get()))) {
            return false;
        }
        Optional<String> explanation = Said.explanation(fragment.text());
        if (explanation.isPresent()) {
            after = After.EXPLANATION;
            explanation
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> question.explanation(text, fragment.line(), true));
            return true;
        }
        Optional<String> answer = Said.answer(fragment.text());
        answer.ifPresent(text -> answer(question, text, fragment));
        return answer.isPresent();
    }

    /**
     * An answer that is known may be followed by why it is right, and by another question that nothing has told so far.
     *
     * @param text empty where the answer is on the next line
     */
    private void answer(ListedQuestion known, String text, Fragment fragment) {
        ListedQuestion question = known.takeSwallowed(text, fragment.line())
                .map(this::beginSwallowed)
                .orElse(known);
        int line = fragment.line();
        if (text.isEmpty()) {
            after = After.ANSWER;
            return;
        }
        Optional<MatchResult> reason = Said.reason(text);
        String said = reason.map(found -> text.substring(0, found.start())).orElse(text);
        if (question.isExplainedBy(said)) {
            after = After.EXPLANATION;
            question.explanation(fragment.text(), line, afterBlank);
            return;
        }
        question.answer(said, line);
        after = folded || reason.isPresent() ? After.EXPLANATION : After.NOTHING_YET;
        reason.ifPresent(found -> question.explanation(text.substring(found.end()), line, true));
    }

    private ListedQuestion beginSwallowed(ListedQuestion question) {
        boolean wasFolded = folded;
        begin(question);
        folded = wasFolded;
        head.goOn(question.number());
        return question;
    }

    private boolean takesHead(Fragment fragment) {
        Optional<QuestionHead> found = QuestionHead.of(fragment.text()).filter(one -> begins(one, fragment));
        if (found.isPresent()) {
            QuestionHead next = found.get();
            head.set(next.number(), next.mark(), fragment.indent());
            beginWith(new ListedQuestion(fragment.line(), next.number(), next.named()), next.rest());
            return true;
        }
        Optional<String> heading = folded ? Optional.empty() : Marks.heading(fragment.text());
        heading.filter(text -> !isOfRunning(text)).ifPresent(text -> {
            beginWith(new ListedQuestion(fragment.line(), 0, false), Marks.isStemPart(text) ? "" : text);
            chapters.mayBegin(fragment.text());
        });
        return heading.isPresent();
    }

    /** Whether a heading names a part of the question that is there. */
    private boolean isOfRunning(String heading) {
        ListedQuestion question = running;
        return question != null
                && !question.hasChoices()
                && ((Marks.isChoicesPart(heading) && question.hasStem())
                        || (Marks.isStemPart(heading) && question.number() > 0));
    }

    private boolean begins(QuestionHead found, Fragment fragment) {
        LastHead.Where where = new LastHead.Where(
                afterBlank, after == After.EXPLANATION, after == After.NOTHING_YET, chapters.isWaiting());
        return folded ? head.unfolds(found, fragment, running) : head.isFollowedBy(found, fragment, running, where);
    }

    private void beginWith(ListedQuestion question, String stem) {
        question.beginsAfterBlank(afterBlank);
        begin(question);
        headed = true;
        if (!stem.isEmpty()) {
            question.stem(stem, false);
        }
    }

    private void takePlain(Fragment fragment) {
        String text = fragment.text();
        ListedQuestion question = running == null ? begin(new ListedQuestion(fragment.line(), 0, false)) : running;
        if (!question.hasChoices()) {
            question.stem(text, afterBlank);
        } else if (after == After.ANSWER) {
            answer(question, Said.withoutBullet(text), fragment);
            beginListing(question, text);
        } else if (after == After.EXPLANATION) {
            takeExplanation(question, fragment);
        } else if (goesOn(question, fragment)) {
            question.goesOn(text);
        } else if (folded) {
            question.explanation(text, fragment.line(), afterBlank);
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
            question.explanation(fragment.text(), fragment.line(), afterBlank);
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
        head.endQuestion();
        if (finished != null) {
            out.finished(finished);
        }
    }
}
