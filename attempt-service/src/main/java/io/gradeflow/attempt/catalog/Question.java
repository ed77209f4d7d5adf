package io.gradeflow.attempt.catalog;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The text of one revision of a question, which never changes. Nothing of its key. */
public record Question(String kind, String stem, List<Choice> choices, int selectMin, int selectMax) {

    /** Which revision of which question. */
    public record Ref(UUID questionId, int revision) {}

    /** One of the things to tick. */
    public record Choice(String id, String text) {}

    public Set<String> choiceIds() {
        return choices.stream().map(Choice::id).collect(Collectors.toSet());
    }
}
