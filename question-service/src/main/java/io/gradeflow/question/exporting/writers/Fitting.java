package io.gradeflow.question.exporting.writers;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.WithdrawnKey;
import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.ChoiceQuestion;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.Pair;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes of a question what a format can hold, a step at a time, and keeps what is lost on the way. */
final class Fitting {

    private final DraftEdit draft;
    private final List<Loss> losses = new ArrayList<>();
    private boolean leftOut;

    Fitting(Draft draft) {
        this.draft = new DraftEdit(draft);
    }

    Fitted fitted() {
        return new Fitted(leftOut ? null : draft.draft(), losses);
    }

    boolean isLeftOut() {
        return leftOut;
    }

    DraftEdit draft() {
        return draft;
    }

    void lose(String code, String message) {
        losses.add(new Loss(code, message));
    }

    void leaveOut(String code, String message) {
        lose(code, message);
        leftOut = true;
    }

    /** Leaves out questions of other kinds. */
    Fitting kinds(Set<Kind> held, String format) {
        if (!held.contains(draft.kind)) {
            leaveOut(
                    "kind-unsupported",
                    format + " can't hold questions of the kind "
                            + draft.kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".");
        }
        return this;
    }

    /** Leaves out what nobody sees and makes every kind of space a plain one, as all readers do but that of JSON. */
    Fitting visible() {
        return texts(
                Fitting::visible, "Tabs, unusual spaces and characters that nobody sees are left out or made plain.");
    }

    /** Neither what is no character, nor those of private use that readers keep for themselves. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        LineSource.cleaned(text)
                .codePoints()
                .filter(letter -> (letter & 0xFFFE) != 0xFFFE && (letter < 0xE700 || letter > 0xE7FF))
                .forEach(visible::appendCodePoint);
        return visible.toString().strip();
    }

    /** Whatever is read of the question, in another form. */
    Fitting texts(UnaryOperator<String> held, String message) {
        if (leftOut) {
            return this;
        }
        Draft before = draft.draft();
        draft.stem = held.apply(draft.stem);
        draft.explanation = blankToNull(draft.explanation == null ? null : held.apply(draft.explanation));
        draft.externalId = blankToNull(draft.externalId == null ? null : visibleLine(draft.externalId));
        switch (draft.kind) {
            case SINGLE, MULTIPLE, TRUE_FALSE ->
                draft.choices = draft.choices.stream()
                        .map(choice -> new DraftChoice(choice.id(), held.apply(choice.text()), choice.correct()))
                        .toList();
            case MATCHING -> matching(before, held);
            case ORDERING ->
                take(Draft.ordering(
                        about(before),
                        Keyed.order(before).stream().map(held).toList(),
                        Keyed.ordering(before).policy()));
            case SHORT_TEXT, NUMERIC -> {}
        }
        if (!draft.draft().equals(before)) {
            lose("text-changed", message);
        }
        return this;
    }

    private static String visibleLine(String id) {
        return visible(id).replace('\n', ' ');
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private void matching(Draft before, UnaryOperator<String> held) {
        List<Pair> pairs = Keyed.pairs(before).stream()
                .map(pair -> new Pair(held.apply(pair.prompt()), held.apply(pair.answer())))
                .toList();
        take(Draft.matching(
                about(before),
                pairs,
                Keyed.distractors(before).stream().map(held).toList(),
                Keyed.matching(before).policy()));
    }

    private About about(Draft before) {
        return new About(draft.externalId, draft.stem, draft.topics, draft.explanation, Keyed.maximum(before));
    }

    private void take(Draft made) {
        draft.choices = made.choices();
        draft.prompts = made.prompts();
        draft.key = made.key();
    }

    /** Choices have the ids A, B, C, ... in their order. */
    Fitting lettered() {
        if (leftOut || (draft.kind != Kind.SINGLE && draft.kind != Kind.MULTIPLE)) {
            return this;
        }
        Map<String, String> letters = new HashMap<>();
        List<DraftChoice> lettered = new ArrayList<>();
        for (DraftChoice choice : draft.choices) {
            String letter = ChoiceQuestion.id(lettered.size());
            letters.put(choice.id(), letter);
            lettered.add(new DraftChoice(letter, choice.text(), choice.correct()));
        }
        if (!lettered.equals(draft.choices)) {
            ChoiceKey key = Keyed.choices(draft.draft());
            draft.choices = lettered;
            draft.key = renamed(key, letters);
            lose("choice-ids", "The ids of choices become A, B, C, ... in their order.");
        }
        return this;
    }

    private static ChoiceKey renamed(ChoiceKey key, Map<String, String> letters) {
        TreeSet<String> correct = new TreeSet<>();
        key.correct().forEach(id -> correct.add(letters.getOrDefault(id, id)));
        OptionPoints options = key.options();
        if (options != null) {
            TreeMap<String, Fraction> points = new TreeMap<>();
            options.points().forEach((id, worth) -> points.put(letters.getOrDefault(id, id), worth));
            options = new OptionPoints(points, options.otherwise(), options.least(), options.most());
        }
        return new ChoiceKey(correct, key.policy(), key.maximum(), options);
    }

    /** Every question is worth one point. */
    Fitting onePoint(String format) {
        if (!leftOut && draft.key.maximum().compareTo(BigDecimal.ONE) != 0) {
            BigDecimal maximum = draft.key.maximum();
            draft.key = switch (draft.key) {
                case ChoiceKey key -> new ChoiceKey(key.correct(), key.policy(), BigDecimal.ONE, key.options());
                case TextKey key -> new TextKey(key.accepted(), key.rules(), BigDecimal.ONE);
                case NumericKey key -> new NumericKey(key.accepted(), BigDecimal.ONE);
                case MatchingKey key -> new MatchingKey(key.pairs(), key.policy(), BigDecimal.ONE);
                case OrderingKey key -> new OrderingKey(key.order(), key.policy(), BigDecimal.ONE);
                case CreditAllKey key -> key;
                case WithdrawnKey key -> key;
            };
            lose(
                    "maximum-changed",
                    format + " holds no points; full credit is 1 instead of " + maximum.toPlainString() + ".");
        }
        return this;
    }

    Fitting matchingBy(Set<MatchingPolicy> held, MatchingPolicy otherwise) {
        if (!leftOut && draft.key instanceof MatchingKey key && !held.contains(key.policy())) {
            draft.key = new MatchingKey(key.pairs(), otherwise, key.maximum());
            policyChanged(name(key.policy()), name(otherwise));
        }
        return this;
    }

    Fitting orderingBy(OrderingPolicy held) {
        if (!leftOut && draft.key instanceof OrderingKey key && key.policy() != held) {
            draft.key = new OrderingKey(key.order(), held, key.maximum());
            policyChanged(name(key.policy()), name(held));
        }
        return this;
    }

    void scaled(BigDecimal maximum) {
        lose(
                "maximum-changed",
                "Parts such as 1/3 are no decimals, so full credit is " + maximum.toPlainString() + " instead of "
                        + draft.key.maximum().toPlainString() + ", and all else in proportion.");
    }

    void policyChanged(String was, String is) {
        lose("policy-changed", "It is scored " + is + " instead of " + was + ".");
    }

    static String name(Enum<?> policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
