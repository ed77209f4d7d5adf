package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.QuestionHead;
import org.jspecify.annotations.Nullable;

/** The number that began the last question, by which that of the next is told from numbers of lists. */
final class LastHead {

    /**
     * Where a number stands.
     *
     * @param afterBlank whether behind a blank line
     * @param explains whether in what is said to explain
     * @param open whether nothing is said to explain, or to be right
     * @param atChapter whether right beneath what may be the title of a chapter
     */
    record Where(boolean afterBlank, boolean explains, boolean open, boolean atChapter) {}

    private final StemList list = new StemList();
    private int number;
    private char mark;
    private int indent;
    /** Whether an explanation has numbers of its own. */
    private boolean explainsByList;

    private boolean anyChoices;

    void set(int number, char mark, int indent) {
        this.number = number;
        this.mark = mark;
        this.indent = indent;
        explainsByList = false;
    }

    /** The same on a line that was read before; 0 where it has none. */
    void goOn(int number) {
        this.number = number > 0 ? number : this.number;
    }

    /** From now on, numbers are no longer those of contents. */
    void takeChoice() {
        anyChoices = true;
    }

    void endQuestion() {
        list.clear();
    }

    /** Where the end of what is folded away was forgotten, the next question isn't swallowed. */
    boolean unfolds(QuestionHead found, Fragment fragment, @Nullable ListedQuestion running) {
        return found.number() == number + 1 && fragment.indent() <= indent && running != null && running.hasKey();
    }

    /** A number alone may be that of a list in a stem, an explanation, or before the first question. */
    boolean isFollowedBy(QuestionHead found, Fragment fragment, @Nullable ListedQuestion running, Where where) {
        if (found.named()) {
            return true;
        }
        if (fragment.indent() > indent + 1) {
            return false;
        }
        if (running == null || !running.hasStem()) {
            return true;
        }
        boolean next = found.number() == number + 1;
        if (!running.hasChoices()) {
            return endsStem(found, running, where, next);
        }
        explainsByList |= where.explains() && !next;
        boolean follows = where.afterBlank() || (!explainsByList && found.mark() == mark);
        return where.open() || (next && follows);
    }

    private boolean endsStem(QuestionHead found, ListedQuestion running, Where where, boolean next) {
        if (running.number() > 0 && list.takes(found, running.number(), mark, where.afterBlank(), !anyChoices)) {
            return false;
        }
        boolean firstOfChapter = running.number() == 0 && found.number() == 1 && number > 0 && where.atChapter();
        // The same number again: the one before was that of a list.
        return next || firstOfChapter || !anyChoices || found.number() == number;
    }
}
