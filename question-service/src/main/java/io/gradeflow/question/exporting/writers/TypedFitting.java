package io.gradeflow.question.exporting.writers;

import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextRules;
import io.gradeflow.grading.WithdrawnKey;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The ways in which formats have answers that are typed. */
final class TypedFitting {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Fitting fitting;
    private final DraftEdit draft;

    private TypedFitting(Fitting fitting) {
        this.fitting = fitting;
        this.draft = fitting.draft();
    }

    /** Runs of spaces make no difference, and letter case only where the format can say so. */
    static Fitting rules(Fitting fitting, boolean canBeSensitive) {
        if (!fitting.isLeftOut()) {
            new TypedFitting(fitting).rules(canBeSensitive);
        }
        return fitting;
    }

    /** Weights as they are read of percent. */
    static Fitting inPercent(Fitting fitting) {
        if (!fitting.isLeftOut()) {
            new TypedFitting(fitting).weights(Parts::read, "Weights are written in percent, rounded.");
        }
        return fitting;
    }

    /** Without answers that earn less than all. */
    static Fitting full(Fitting fitting) {
        if (!fitting.isLeftOut()) {
            new TypedFitting(fitting)
                    .only(
                            weight -> weight.equals(Fraction.ONE),
                            answer -> true,
                            range -> true,
                            "Answers that earn a part of the credit are left out.");
        }
        return fitting;
    }

    /** Without answers in which a star stands for any text. */
    static Fitting literal(Fitting fitting) {
        if (!fitting.isLeftOut()) {
            new TypedFitting(fitting)
                    .only(
                            weight -> true,
                            answer -> AcceptedText.meant(answer.text()).isPresent(),
                            range -> true,
                            "Answers in which a star stands for any text are left out.");
        }
        return fitting;
    }

    /** Without answers that Moodle would read otherwise. */
    static Fitting moodles(Fitting fitting) {
        if (!fitting.isLeftOut()) {
            new TypedFitting(fitting)
                    .only(
                            weight -> true,
                            answer -> AcceptedText.forMoodle(answer.text()).isPresent(),
                            range -> true,
                            "Answers with a backslash before a star that stands for any text are left out.");
        }
        return fitting;
    }

    /** Several exact numbers, or one with its tolerance. */
    static Fitting exactOrOne(Fitting fitting) {
        if (!fitting.isLeftOut()
                && fitting.draft().key instanceof NumericKey key
                && key.accepted().size() > 1) {
            boolean exact = key.accepted().stream()
                    .anyMatch(range -> isExact(range) && range.weight().equals(Fraction.ONE));
            NumericRange first = key.accepted().stream()
                    .filter(range -> range.weight().equals(Fraction.ONE))
                    .findFirst()
                    .orElseThrow();
            new TypedFitting(fitting)
                    .only(
                            weight -> true,
                            answer -> true,
                            range -> exact ? isExact(range) : range == first,
                            "Only exact numbers can stand beside others; "
                                    + (exact ? "ranges" : "all but the first that earns all of the credit")
                                    + " are left out.");
        }
        return fitting;
    }

    private static boolean isExact(NumericRange range) {
        return range.low().compareTo(range.high()) == 0;
    }

    private void rules(boolean canBeSensitive) {
        if (!(draft.key instanceof TextKey key)) {
            return;
        }
        TextRules rules = new TextRules(canBeSensitive && key.rules().caseSensitive(), TextRules.Spaces.COLLAPSE);
        if (!rules.equals(key.rules())) {
            fitting.lose(
                    "rules-changed",
                    "Letter case " + (rules.caseSensitive() ? "counts" : "makes no difference")
                            + " and runs of spaces are one, instead of letter case that "
                            + (key.rules().caseSensitive() ? "counts" : "makes no difference") + " and spaces that are "
                            + Fitting.name(key.rules().spaces()) + ".");
        }
        List<TextAnswer> accepted = key.accepted().stream()
                .map(answer -> new TextAnswer(
                        AcceptedText.inOneForm(SPACES.matcher(Fitting.visible(answer.text()))
                                .replaceAll(" ")
                                .strip()),
                        answer.weight()))
                .toList();
        if (!accepted.equals(key.accepted())) {
            fitting.lose(
                    "text-changed",
                    "Spaces, backslashes and characters that nobody sees are made plain in what is accepted.");
        }
        draft.key = new TextKey(accepted, rules, key.maximum());
    }

    private void weights(UnaryOperator<Fraction> read, String message) {
        AnswerKey before = draft.key;
        switch (before) {
            case TextKey key ->
                draft.key = new TextKey(
                        key.accepted().stream()
                                .map(answer -> new TextAnswer(answer.text(), read.apply(answer.weight())))
                                .toList(),
                        key.rules(),
                        key.maximum());
            case NumericKey key ->
                draft.key = new NumericKey(
                        key.accepted().stream()
                                .map(range -> new NumericRange(range.low(), range.high(), read.apply(range.weight())))
                                .toList(),
                        key.maximum());
            case ChoiceKey _, MatchingKey _, OrderingKey _, CreditAllKey _, WithdrawnKey _ -> {}
        }
        if (!draft.key.equals(before)) {
            fitting.lose("weights-rounded", message);
        }
    }

    private void only(
            Predicate<Fraction> weight, Predicate<TextAnswer> text, Predicate<NumericRange> number, String message) {
        if (draft.key instanceof TextKey key) {
            List<TextAnswer> kept = key.accepted().stream()
                    .filter(answer -> weight.test(answer.weight()) && text.test(answer))
                    .toList();
            keep(
                    key.accepted().size() - kept.size(),
                    kept.stream().map(TextAnswer::weight).toList(),
                    () -> new TextKey(kept, key.rules(), key.maximum()),
                    message);
        } else if (draft.key instanceof NumericKey key) {
            List<NumericRange> kept = key.accepted().stream()
                    .filter(range -> weight.test(range.weight()) && number.test(range))
                    .toList();
            keep(
                    key.accepted().size() - kept.size(),
                    kept.stream().map(NumericRange::weight).toList(),
                    () -> new NumericKey(kept, key.maximum()),
                    message);
        }
    }

    private void keep(int less, List<Fraction> weights, Supplier<AnswerKey> key, String message) {
        if (less == 0) {
            return;
        }
        if (weights.contains(Fraction.ONE)) {
            fitting.lose("answers-left-out", message);
            draft.key = key.get();
        } else {
            fitting.leaveOut("unwritable", message + " No answer that earns all of the credit would be left.");
        }
    }
}
