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
import io.gradeflow.question.formats.About;
import io.gradeflow.question.formats.Draft;
import java.math.BigDecimal;
import java.util.List;
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
        equalPairs(fitting);
        decimals(fitting);
        return fitting.fitted();
    }

    /** Whether the item says what each value is worth, and not only what is right. */
    static boolean hasPoints(Draft question) {
        return switch (question.key()) {
            case ChoiceKey key -> key.policy() == ScoringPolicy.MAP_RESPONSE;
            case TextKey key -> key.accepted().size() > 1 || !key.rules().caseSensitive();
            case NumericKey key -> key.accepted().size() > 1;
            case MatchingKey key -> key.policy() == MatchingPolicy.PER_PAIR;
            case OrderingKey _, CreditAllKey _, WithdrawnKey _ -> false;
        };
    }

    /** Each pair is worth the same decimal, and all together full credit. */
    private static void equalPairs(Fitting fitting) {
        DraftEdit draft = fitting.draft();
        if (fitting.isLeftOut() || !(draft.key instanceof MatchingKey key) || key.policy() != MatchingPolicy.PER_PAIR) {
            return;
        }
        Fraction full = Fraction.of(key.maximum());
        Fraction whole =
                Parts.inDecimals(full, List.of(Fraction.of(1, key.pairs().size())));
        BigDecimal maximum = Parts.decimal(whole);
        if (!About.isMaximum(maximum)) {
            fitting.leaveOut("unwritable", "What its pairs are worth can't be written as decimals.");
        } else if (!whole.equals(full)) {
            fitting.scaled(maximum);
            draft.key = new MatchingKey(key.pairs(), key.policy(), maximum);
        }
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
