package io.gradeflow.question.formats;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.grading.ScoringPolicy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tags by which a multiple response question in a format of Moodle says what Moodle doesn't know: {@code scoring:all-or-nothing}, {@code
 * scoring:right-minus-wrong} and {@code select:2-3}. Moodle goes by the weights beside them.
 */
public final class ScoringTags {

    private static final String SCORING = "scoring:";
    private static final Pattern SELECT = Pattern.compile("select:(\\d{1,2})-(\\d{1,2})");
    private static final List<ScoringPolicy> POLICIES =
            List.of(ScoringPolicy.ALL_OR_NOTHING, ScoringPolicy.RIGHT_MINUS_WRONG);
    /** Weights are written in percent with some decimals. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.0001");

    private ScoringTags() {}

    public static boolean isOne(String tag) {
        return SELECT.matcher(tag.strip()).matches()
                || POLICIES.stream().anyMatch(policy -> tag(policy).equals(tag.strip()));
    }

    /** Those that the question needs. */
    public static List<String> of(Draft draft) {
        List<String> tags = new ArrayList<>();
        if (draft.kind() == Kind.MULTIPLE && draft.key() instanceof ChoiceKey key) {
            if (POLICIES.contains(key.policy())) {
                tags.add(tag(key.policy()));
            }
            if (draft.selectMin() != 1 || draft.selectMax() != draft.choices().size()) {
                tags.add("select:" + draft.selectMin() + "-" + draft.selectMax());
            }
        }
        return tags;
    }

    /** The question that the tags mean; where its weights were changed since, they hold, and not the tag. */
    public static Draft applied(Draft draft, List<String> tags) {
        if (draft.kind() != Kind.MULTIPLE
                || !(draft.key() instanceof ChoiceKey key)
                || key.policy() != ScoringPolicy.OPTION_WEIGHTS) {
            return draft;
        }
        ChoiceKey meant = key;
        int least = draft.selectMin();
        int most = draft.selectMax();
        for (String tag : tags) {
            for (ScoringPolicy policy : POLICIES) {
                meant = tag(policy).equals(tag.strip()) && isWeighedSo(draft, key, policy)
                        ? new ChoiceKey(key.correct(), policy, key.maximum())
                        : meant;
            }
            Matcher select = SELECT.matcher(tag.strip());
            if (select.matches() && fits(draft, Integer.parseInt(select.group(1)), Integer.parseInt(select.group(2)))) {
                least = Integer.parseInt(select.group(1));
                most = Integer.parseInt(select.group(2));
            }
        }
        return new Draft(
                draft.externalId(),
                draft.kind(),
                draft.stem(),
                draft.choices(),
                draft.prompts(),
                least,
                most,
                meant,
                draft.topics(),
                draft.explanation());
    }

    private static boolean fits(Draft draft, int least, int most) {
        int right = draft.correct().size();
        return least >= 1
                && least <= right
                && right <= most
                && most <= draft.choices().size();
    }

    /** All that is right weighs the same, and what is wrong takes all away, or as much as something right gives. */
    private static boolean isWeighedSo(Draft draft, ChoiceKey key, ScoringPolicy policy) {
        OptionPoints options = key.options();
        Fraction right = Fraction.of(1, key.correct().size());
        Fraction wrong = policy == ScoringPolicy.ALL_OR_NOTHING
                ? Fraction.of(-1, 1)
                : Fraction.of(-1, key.correct().size());
        return options != null
                && draft.choiceIds().stream()
                        .allMatch(id -> isAbout(
                                options.points().getOrDefault(id, options.otherwise()),
                                key.correct().contains(id) ? right : wrong));
    }

    private static boolean isAbout(Fraction weight, Fraction meant) {
        BigDecimal difference = new BigDecimal(weight.numerator())
                .multiply(new BigDecimal(meant.denominator()))
                .subtract(new BigDecimal(meant.numerator()).multiply(new BigDecimal(weight.denominator())));
        BigDecimal allowed =
                ROUNDING.multiply(new BigDecimal(weight.denominator()).multiply(new BigDecimal(meant.denominator())));
        return difference.abs().compareTo(allowed) <= 0;
    }

    private static String tag(ScoringPolicy policy) {
        return SCORING + policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
