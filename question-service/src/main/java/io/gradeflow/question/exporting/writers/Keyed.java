package io.gradeflow.question.exporting.writers;

import io.gradeflow.events.QuestionPublished.Choice;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.TextKey;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Pair;
import java.math.BigDecimal;
import java.util.List;

/** A question's texts as its key puts them together. */
final class Keyed {

    private Keyed() {}

    static BigDecimal maximum(Draft draft) {
        return draft.key().maximum();
    }

    static ChoiceKey choices(Draft draft) {
        return of(draft, ChoiceKey.class);
    }

    static TextKey text(Draft draft) {
        return of(draft, TextKey.class);
    }

    static NumericKey numeric(Draft draft) {
        return of(draft, NumericKey.class);
    }

    static MatchingKey matching(Draft draft) {
        return of(draft, MatchingKey.class);
    }

    static OrderingKey ordering(Draft draft) {
        return of(draft, OrderingKey.class);
    }

    /** Prompts with what is right for them, in the order of the prompts. */
    static List<Pair> pairs(Draft draft) {
        MatchingKey key = matching(draft);
        return draft.prompts().stream()
                .map(prompt -> new Pair(prompt.text(), text(draft, target(key, prompt))))
                .toList();
    }

    /** What is right for no prompt. */
    static List<String> distractors(Draft draft) {
        MatchingKey key = matching(draft);
        return draft.choices().stream()
                .filter(choice -> !key.pairs().containsValue(choice.id()))
                .map(DraftChoice::text)
                .toList();
    }

    /** The items as they belong. */
    static List<String> order(Draft draft) {
        return ordering(draft).order().stream().map(id -> text(draft, id)).toList();
    }

    static String target(MatchingKey key, Choice prompt) {
        String target = key.pairs().get(prompt.id());
        if (target == null) {
            throw new IllegalStateException("the key says nothing of the prompt " + prompt.id());
        }
        return target;
    }

    private static String text(Draft draft, String id) {
        return draft.choices().stream()
                .filter(choice -> choice.id().equals(id))
                .map(DraftChoice::text)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the key names no choice by " + id));
    }

    private static <K extends AnswerKey> K of(Draft draft, Class<K> type) {
        if (!type.isInstance(draft.key())) {
            throw new IllegalStateException("a " + draft.kind() + " question has another key: "
                    + draft.key().getClass().getSimpleName());
        }
        return type.cast(draft.key());
    }
}
