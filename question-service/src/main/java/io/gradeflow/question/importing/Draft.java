package io.gradeflow.question.importing;

import io.gradeflow.events.QuestionPublished;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A question as a file has it.
 *
 * @param choices at least two, ids unique
 * @param topics paths that the question itself names; empty where the bank's rules decide
 */
record Draft(
        @Nullable String externalId,
        String stem,
        List<DraftChoice> choices,
        int selectMin,
        int selectMax,
        List<String> topics,
        @Nullable String explanation) {

    record DraftChoice(String id, String text, boolean correct) {}

    Draft {
        choices = List.copyOf(choices);
        topics = List.copyOf(topics);
    }

    List<String> correct() {
        return choices.stream()
                .filter(DraftChoice::correct)
                .map(DraftChoice::id)
                .toList();
    }

    QuestionPublished.Kind kind() {
        return selectMax == 1 ? QuestionPublished.Kind.SINGLE : QuestionPublished.Kind.MULTIPLE;
    }

    Draft withTopics(List<String> paths) {
        return new Draft(externalId, stem, choices, selectMin, selectMax, paths, explanation);
    }

    /** What keyword rules look at: the stem and what is right. What is wrong says little on what a question is about. */
    String searchedText() {
        return choices.stream()
                .filter(DraftChoice::correct)
                .map(DraftChoice::text)
                .collect(Collectors.joining(" ", stem + " ", ""));
    }
}
