package io.gradeflow.question.formats.listed;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers with text and without choices. They may be what an author says around questions, such as a list of contents; they were
 * questions where their numbers lead on from one, or to one.
 */
final class Unasked {

    /** More in a row are no questions that lead to one. */
    private static final int MOST = 500;

    record Place(int number, int line) {}

    private final List<Place> waiting = new ArrayList<>();
    private int before;

    /** Takes a number without choices; gives those that were questions. */
    List<Place> without(int number, int line, boolean begins) {
        if (before > 0 && number == before + 1 && begins) {
            before = number;
            return List.of(new Place(number, line));
        }
        if (waiting.isEmpty() || waiting.getLast().number() + 1 != number || waiting.size() >= MOST) {
            waiting.clear();
        }
        waiting.add(new Place(number, line));
        return List.of();
    }

    /** Takes the number of a question with choices, 0 where it has none; gives those before it that were questions. */
    List<Place> with(int number) {
        boolean led = number > 0 && !waiting.isEmpty() && waiting.getLast().number() + 1 == number;
        List<Place> questions = led ? List.copyOf(waiting) : List.of();
        waiting.clear();
        before = number;
        return questions;
    }
}
