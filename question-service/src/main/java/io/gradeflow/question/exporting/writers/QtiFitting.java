package io.gradeflow.question.exporting.writers;

import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.WithdrawnKey;
import io.gradeflow.question.formats.Draft;
import java.math.BigDecimal;
import java.util.Set;

/** What an item can hold. */
final class QtiFitting {

    private QtiFitting() {}

    static Fitted fitted(Draft question) {
        Fitting fitting = new Fitting(question)
                .visible()
                .texts(QtiText::held, "Spaces and line ends that HTML doesn't keep are changed.")
                .lettered()
                .matchingBy(Set.of(MatchingPolicy.ALL_OR_NOTHING, MatchingPolicy.PER_PAIR), MatchingPolicy.PER_PAIR)
                .orderingBy(OrderingPolicy.ALL_OR_NOTHING);
        ChoiceFitting.mapped(fitting);
        TypedFitting.exactOrOne(TypedFitting.literal(TypedFitting.rules(fitting, true)));
        if (!fitting.isLeftOut() && !hasPoints(fitting.draft().draft())) {
            fitting.onePoint("QTI without a mapping");
        }
        decimals(fitting);
        return fitting.fitted();
    }

    /** Whether the item says what each value is worth, and not only what is right. */
    static boolean hasPoints(Draft question) {
        return switch (question.key()) {
            case ChoiceKey key -> key.policy() == ScoringPolicy.MAP_RESPONSE;
            case TextKey key ->
                key.accepted().size() > 1
                        || !key.rules().caseSensitive()
                        || key.maximum().compareTo(BigDecimal.ONE) != 0;
            case NumericKey key ->
                key.accepted().stream().allMatch(range -> range.low().compareTo(range.high()) == 0)
                        && (key.accepted().size() > 1 || key.maximum().compareTo(BigDecimal.ONE) != 0);
            case MatchingKey key -> key.policy() == MatchingPolicy.PER_PAIR;
            case OrderingKey _, CreditAllKey _, WithdrawnKey _ -> false;
        };
    }

    /** Weights as the decimals that their points are written as. */
    private static void decimals(Fitting fitting) {
        if (fitting.isLeftOut()) {
            return;
        }
        DraftEdit draft = fitting.draft();
        Draft before = draft.draft();
        Fraction full = Fraction.of(draft.key.maximum());
        if (draft.key instanceof TextKey key) {
            draft.key = new TextKey(
                    key.accepted().stream()
                            .map(answer -> new TextAnswer(answer.text(), decimal(answer.weight(), full)))
                            .toList(),
                    key.rules(),
                    key.maximum());
        } else if (draft.key instanceof NumericKey key) {
            draft.key = new NumericKey(
                    key.accepted().stream()
                            .map(range -> new NumericRange(range.low(), range.high(), decimal(range.weight(), full)))
                            .toList(),
                    key.maximum());
        }
        if (!draft.draft().equals(before)) {
            fitting.lose("weights-rounded", "Weights are written as decimals, rounded.");
        }
    }

    private static Fraction decimal(Fraction weight, Fraction full) {
        return Fraction.of(Parts.decimal(Parts.times(weight, full))).dividedBy(full);
    }
}
