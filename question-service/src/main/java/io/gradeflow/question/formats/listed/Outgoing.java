package io.gradeflow.question.formats.listed;

import java.util.List;
import java.util.function.Consumer;

/** Questions on their way out of a file, in its order. */
final class Outgoing {

    private final Consumer<ListedQuestion> taker;
    private final Held held;
    private final AnswerSection section;
    private final Chapters chapters;
    private final Unasked unasked = new Unasked();

    /**
     * @param held those that wait for their answers
     * @param section the answers
     */
    Outgoing(Consumer<ListedQuestion> taker, Held held, AnswerSection section, Chapters chapters) {
        this.taker = taker;
        this.held = held;
        this.section = section;
        this.chapters = chapters;
    }

    /** Takes what all lines of are there; what has neither choices nor says that it is a question may be none. */
    void finished(ListedQuestion question) {
        if (question.hasChoices() || question.isNamed()) {
            hold(unasked.with(question.number()));
            hold(question);
            chapters.goOn();
        } else if (question.number() > 0) {
            hold(unasked.without(question.number(), question.line(), question.beginsAfterBlank()));
        } else {
            chapters.begin();
        }
    }

    private void hold(List<Unasked.Place> places) {
        places.forEach(place -> hold(new ListedQuestion(place.line(), 0, true)));
    }

    private void hold(ListedQuestion question) {
        held.settle(section.take());
        held.take(question, chapters.titles()).forEach(taker);
    }

    /** Nothing follows. */
    void end() {
        held.settle(section.take());
        held.release().forEach(taker);
    }
}
