package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.QuestionHead;

/** A numbered list in a question's stem, whose numbers begin no questions: it begins with 1, and goes on by one. */
final class StemList {

    private int last;
    private char mark;
    private boolean apart;

    void clear() {
        last = 0;
    }

    /**
     * Whether a number is that of the list.
     *
     * @param head the number of the question
     * @param headMark what stands behind that; another sign behind a number tells a list
     * @param afterBlank whether a blank line stands before it
     * @param isContents whether no question came so far, so that numbers apart may be those of contents
     */
    boolean takes(QuestionHead found, int head, char headMark, boolean afterBlank, boolean isContents) {
        boolean other = found.mark() != headMark;
        boolean begins = found.number() == 1 && (!afterBlank || other || (head > 1 && !isContents));
        boolean couldBeNext = found.number() == head + 1 && afterBlank && !apart && !other;
        boolean goesOn = last > 0 && found.number() == last + 1 && found.mark() == mark && !couldBeNext;
        if (!begins && !goesOn) {
            return false;
        }
        apart = goesOn && afterBlank;
        last = found.number();
        mark = found.mark();
        return true;
    }
}
