package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.QuestionHead;
import io.gradeflow.question.formats.listed.AnswerList.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers that stand together, behind all questions or behind those of a chapter, until questions go on. */
final class AnswerSection {

    /** More than the questions that wait; a file with so many is none of questions, and none is taken. */
    private static final int MOST = 20_000;

    private static final int MOST_SAID = 50;

    /**
     * A line that was taken for an answer, and what followed it.
     *
     * @param rest behind its number
     */
    record Asked(int number, char mark, int line, String rest, List<String> said) {}

    private final Held held;
    private final Chapters chapters;
    private final List<AnswerList> lists = new ArrayList<>();
    private @Nullable AnswerList current;
    private @Nullable Asked asked;
    private String title = "";
    private boolean open;
    private boolean begun;
    private boolean alone;
    private int last;
    private int count;

    AnswerSection(Held held, Chapters chapters) {
        this.held = held;
        this.chapters = chapters;
    }

    boolean isOpen() {
        return open;
    }

    /** @param line that says so; it may name a chapter, as a title right before it may */
    void begin(String line) {
        String chapter = chapters.takeFresh();
        title(ChapterTitle.names(line) ? ChapterTitle.of(line) : chapter);
        open = true;
        begun = true;
    }

    private void title(String of) {
        title = of;
        current = null;
        asked = null;
        begun = false;
        last = 0;
    }

    /** Whether it is a heading that questions without answers stand beneath, or a line that is a chapter's title. */
    boolean isChapter(String text) {
        Optional<String> heading = Marks.heading(text);
        return heading.isPresent()
                ? held.isTitled(ChapterTitle.of(heading.get()))
                : ChapterTitle.isLine(text) || (open && held.isTitled(ChapterTitle.of(text)));
    }

    /** Whether a line among answers is one of them, or says something about them; else they end. */
    boolean takes(Fragment fragment, boolean chapter) {
        String text = fragment.text();
        Optional<String> heading = Marks.heading(text);
        if (chapter) {
            title(ChapterTitle.of(heading.orElse(text)));
            chapters.begin(heading.orElse(text));
            return true;
        }
        Optional<QuestionHead> found = QuestionHead.of(text);
        if (found.isPresent() && isAnswer(found.get().number(), found.get().rest())) {
            QuestionHead head = found.get();
            add(List.of(new KeyLine(head.number(), head.rest(), "")), fragment);
            asked = new Asked(head.number(), head.mark(), fragment.line(), head.rest(), new ArrayList<>());
            return true;
        }
        if (found.isPresent() || heading.isPresent()) {
            end();
            return false;
        }
        says(text);
        return true;
    }

    /** By its text, which may be unreadable where its number is the next, or the first beneath the title. */
    private boolean isAnswer(int number, String rest) {
        boolean asks = rest.contains("?") || rest.endsWith(":");
        boolean expected = last > 0 ? number == last + 1 : begun;
        return held.names(number, rest) || (!asks && expected && held.waitsFor(number));
    }

    void end() {
        open = false;
        asked = null;
    }

    /** Where a number comes again, or one on a line of its own is lower than the one before it, another list begins. */
    void add(List<KeyLine> answers, Fragment fragment) {
        int line = fragment.line();
        open = true;
        asked = null;
        for (KeyLine answer : answers) {
            AnswerList list = current;
            boolean lower = alone && answers.size() == 1 && answer.number() <= last;
            if (list == null || lower || list.answers().containsKey(answer.number())) {
                list = new AnswerList(list == null ? title : "");
                lists.add(list);
                current = list;
            }
            if (++count <= MOST) {
                list.answers().put(answer.number(), new Answer(answer, line));
            }
            last = answer.number();
        }
        alone = answers.size() == 1;
    }

    private void says(String text) {
        if (asked != null && asked.said().size() < MOST_SAID) {
            asked.said().add(text);
        }
    }

    /** Takes back the last answer where choices follow it, so that it was a stem. */
    Optional<Asked> takeStemAbove(Fragment fragment) {
        Asked stem = asked;
        boolean isChoice = Marks.lettered(fragment.text(), 'A').isPresent()
                || Marks.box(fragment.text()).isPresent();
        if (!isChoice || stem == null || current == null) {
            return Optional.empty();
        }
        asked = null;
        current.answers().remove(stem.number());
        return Optional.of(stem);
    }

    /** All of them; forgets them. */
    List<AnswerList> take() {
        List<AnswerList> taken = count > MOST
                ? List.of()
                : lists.stream().filter(list -> !list.answers().isEmpty()).toList();
        lists.clear();
        title("");
        count = 0;
        return taken;
    }
}
