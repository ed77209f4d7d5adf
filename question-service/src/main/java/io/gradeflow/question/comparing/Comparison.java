package io.gradeflow.question.comparing;

import io.gradeflow.question.browsing.QuestionView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sets two revisions side by side.
 *
 * @param topicsBefore those of the time when it was made; null where that isn't known
 */
record Comparison(
        QuestionView before,
        QuestionView after,
        @Nullable List<String> topicsBefore,
        @Nullable List<String> topicsAfter) {

    /** A choice or a prompt. */
    private record Thing(String id, String text, @Nullable Boolean correct) {}

    DiffView view() {
        return new DiffView(
                before.revision(),
                after.revision(),
                changed(),
                TextDiff.of(before.stem(), after.stem()),
                items(choices(before), choices(after)),
                items(prompts(before), prompts(after)),
                TextDiff.of(before.explanation(), after.explanation()),
                both(QuestionView::kind),
                both(QuestionView::select),
                both(QuestionView::key),
                new DiffView.Both<>(topicsBefore, topicsAfter));
    }

    private List<String> changed() {
        List<String> changed = new ArrayList<>();
        add(changed, "kind", both(QuestionView::kind).differs());
        add(changed, "stem", both(QuestionView::stem).differs());
        add(changed, "choices", !texts(choices(before)).equals(texts(choices(after))));
        add(changed, "prompts", !prompts(before).equals(prompts(after)));
        add(changed, "select", both(QuestionView::select).differs());
        add(changed, "key", both(QuestionView::key).differs());
        add(changed, "explanation", !Objects.equals(before.explanation(), after.explanation()));
        add(changed, "topics", topicsBefore != null && topicsAfter != null && !topicsBefore.equals(topicsAfter));
        return changed;
    }

    private <T> DiffView.Both<T> both(Function<QuestionView, T> part) {
        return new DiffView.Both<>(part.apply(before), part.apply(after));
    }

    private static void add(List<String> changed, String what, boolean differs) {
        if (differs) {
            changed.add(what);
        }
    }

    private static List<Thing> choices(QuestionView question) {
        return question.choices().stream()
                .map(choice -> new Thing(choice.id(), choice.text(), choice.correct()))
                .toList();
    }

    private static List<Thing> prompts(QuestionView question) {
        return question.prompts() == null
                ? List.of()
                : question.prompts().stream()
                        .map(prompt -> new Thing(prompt.id(), prompt.text(), null))
                        .toList();
    }

    private static List<Thing> texts(List<Thing> things) {
        return things.stream()
                .map(thing -> new Thing(thing.id(), thing.text(), null))
                .toList();
    }

    /** Pairs what has the same text, then, of what is left, what has the same id: letters move when something comes in between. */
    private static List<DiffView.Item> items(List<Thing> before, List<Thing> after) {
        List<Thing> left = new ArrayList<>(before);
        Map<Thing, Thing> former = new HashMap<>();
        for (Thing thing : after) {
            take(left, other -> other.text().equals(thing.text()), former, thing);
        }
        for (Thing thing : after) {
            if (!former.containsKey(thing)) {
                take(left, other -> other.id().equals(thing.id()), former, thing);
            }
        }
        List<DiffView.Item> items = new ArrayList<>();
        after.forEach(thing -> items.add(item(former.get(thing), thing)));
        left.forEach(thing -> items.add(item(thing, null)));
        return items;
    }

    private static void take(List<Thing> left, Predicate<Thing> fits, Map<Thing, Thing> former, Thing thing) {
        left.stream().filter(fits).findFirst().ifPresent(found -> {
            left.remove(found);
            former.put(thing, found);
        });
    }

    private static DiffView.Item item(@Nullable Thing before, @Nullable Thing after) {
        return new DiffView.Item(
                before == null ? null : before.id(),
                after == null ? null : after.id(),
                TextDiff.of(before == null ? null : before.text(), after == null ? null : after.text()),
                before == null ? null : before.correct(),
                after == null ? null : after.correct());
    }
}
