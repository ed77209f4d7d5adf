package io.gradeflow.question.formats;

import io.gradeflow.events.QuestionPublished.Choice;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.question.asset.AssetName;
import io.gradeflow.question.formats.Draft.DraftChoice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Questions that show pictures which their bank has by other names than their file. */
public final class RenamedPictures {

    private RenamedPictures() {}

    /** @param names those of the bank by those of the file, where they differ */
    public static Draft in(Draft draft, Map<String, String> names) {
        if (names.isEmpty()) {
            return draft;
        }
        UnaryOperator<String> renamed =
                text -> AssetName.replaced(text, name -> AssetName.target(names.getOrDefault(name, name)));
        List<DraftChoice> choices = draft.choices().stream()
                .map(choice -> new DraftChoice(choice.id(), renamed.apply(choice.text()), choice.correct()))
                .toList();
        AnswerKey key = draft.key();
        if (key instanceof MatchingKey || key instanceof OrderingKey) {
            // Their ids and their order come from the texts.
            KeylessOrder order = KeylessOrder.of(choices.stream().map(DraftChoice::text));
            Map<String, String> ids = new HashMap<>();
            choices.forEach(choice -> ids.put(choice.id(), order.id(choice.text())));
            choices = order.choices();
            key = rekeyed(key, ids);
        }
        String explanation = draft.explanation();
        return new Draft(
                draft.externalId(),
                draft.kind(),
                renamed.apply(draft.stem()),
                choices,
                draft.prompts().stream()
                        .map(prompt -> new Choice(prompt.id(), renamed.apply(prompt.text())))
                        .toList(),
                draft.selectMin(),
                draft.selectMax(),
                key,
                draft.topics(),
                draft.ownTopics(),
                explanation == null ? null : renamed.apply(explanation));
    }

    private static AnswerKey rekeyed(AnswerKey key, Map<String, String> ids) {
        if (key instanceof MatchingKey matching) {
            SortedMap<String, String> pairs = new TreeMap<>();
            matching.pairs().forEach((prompt, answer) -> pairs.put(prompt, Objects.requireNonNull(ids.get(answer))));
            return new MatchingKey(pairs, matching.policy(), matching.maximum());
        }
        if (key instanceof OrderingKey ordering) {
            List<String> order = ordering.order().stream()
                    .map(id -> Objects.requireNonNull(ids.get(id)))
                    .toList();
            return new OrderingKey(order, ordering.policy(), ordering.maximum());
        }
        return key;
    }
}
