package io.gradeflow.question.formats.listed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Questions that wait for their answers, which may stand at the end of the file, and what follows them. */
final class Held {

    /** More would take much memory; the first of them go without an answer. */
    private static final int MOST = 2_000;

    private static final long MOST_CHARACTERS = 8_000_000;

    private final Deque<ListedQuestion> questions = new ArrayDeque<>();
    private long characters;

    boolean isEmpty() {
        return questions.isEmpty();
    }

    /** Takes a question; gives those that needn't wait any longer, in the order of the file. */
    List<ListedQuestion> take(ListedQuestion question) {
        questions.add(question);
        characters += question.length();
        List<ListedQuestion> ready = new ArrayList<>();
        while (!questions.isEmpty()
                && (!questions.element().lacksKey() || questions.size() > MOST || characters > MOST_CHARACTERS)) {
            ListedQuestion first = questions.remove();
            characters -= first.length();
            ready.add(first);
        }
        return ready;
    }

    /** Gives the answer to the last question of that number that has none; false where there is none. */
    boolean answer(KeyLine answer, int line) {
        Iterator<ListedQuestion> latest = questions.descendingIterator();
        while (latest.hasNext()) {
            ListedQuestion question = latest.next();
            if (question.number() == answer.number() && question.lacksKey()) {
                question.answer(answer.letters(), line);
                if (!answer.rest().isEmpty()) {
                    question.explanation(answer.rest(), true);
                }
                return true;
            }
        }
        return false;
    }

    /** All of them. */
    List<ListedQuestion> release() {
        List<ListedQuestion> all = List.copyOf(questions);
        questions.clear();
        characters = 0;
        return all;
    }
}
