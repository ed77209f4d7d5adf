package io.gradeflow.analytics.items;

import io.gradeflow.analytics.items.Flag.Kind;
import io.gradeflow.analytics.items.ItemAnalysis.OptionFigure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an item is flagged. Each rule wants the whole 95 % interval beyond its limit, not the figure alone, and at least {@value
 * #LEAST} attempts.
 */
public final class Flags {

    /** J. M. Linacre, "Sample size and item calibration stability", Rasch Measurement Transactions 7:4 (1994), 328. */
    public static final int LEAST = 30;

    /**
     * "Very easy" begins here in the table of facility indices of Moodle's documentation, "Quiz report statistics". There the index
     * is the mean score.
     */
    public static final double EASY = 0.90;

    /** "Difficult" ends here in the same table; chance alone gets 0.20 to 0.25 of items with four or five options. */
    public static final double HARD = 0.20;

    /**
     * A distractor that fewer choose does no work: T. M. Haladyna, S. M. Downing, "How many options is enough for a
     * multiple-choice test item?", Educational and Psychological Measurement 53 (1993), 999-1010.
     */
    public static final double DEAD = 0.05;

    private Flags() {}

    /**
     * @param keyed as {@link Item} has it
     * @param ease null where nobody had the item
     */
    static List<Flag> of(
            boolean keyed, @Nullable Ease ease, @Nullable Correlation itemRest, List<OptionFigure> options) {
        List<Flag> flags = new ArrayList<>();
        if (ease == null || ease.n() < LEAST) {
            return flags;
        }
        if (ease.low() > EASY) {
            flags.add(new Flag(Kind.TOO_EASY, null, beyond(ease, "above", EASY)));
        } else if (ease.high() < HARD) {
            flags.add(new Flag(Kind.TOO_HARD, null, beyond(ease, "below", HARD)));
        }
        // Where everybody gets the credit there is no key to doubt and nobody to distract.
        if (!keyed) {
            return flags;
        }
        keyMayBeWrong(itemRest, ease.mean(), options).ifPresent(flags::add);
        for (OptionFigure option : options) {
            if (!option.key()) {
                distractor(option).ifPresent(flags::add);
            }
        }
        return flags;
    }

    /**
     * The item goes against the rest of the form, and either by more than chance explains, or while another option goes with
     * it by more than chance explains. An item on which nobody earns anything has no correlation; there the other option
     * alone tells.
     */
    private static Optional<Flag> keyMayBeWrong(
            @Nullable Correlation itemRest, double meanScore, List<OptionFigure> options) {
        Optional<Rival> rival = options.stream()
                .filter(option -> !option.key())
                .flatMap(option -> Rival.of(option).stream())
                .max(Comparator.comparingDouble(found -> found.correlation().value()));
        boolean against = itemRest == null ? meanScore == 0 : itemRest.value() < 0;
        boolean clearly = itemRest != null && itemRest.clearlyNegative();
        if (!against || !(clearly || rival.isPresent())) {
            return Optional.empty();
        }
        String own = itemRest == null
                ? "Nobody earns anything on it"
                : "Those who are strong on the rest earn less on it: " + text(itemRest);
        String other = rival.map(found ->
                        "; option " + found.option() + " is what the strong choose: " + text(found.correlation()))
                .orElse("");
        return Optional.of(
                new Flag(Kind.KEY_MAY_BE_WRONG, rival.map(Rival::option).orElse(null), own + other + "."));
    }

    private record Rival(String option, Correlation correlation) {

        static Optional<Rival> of(OptionFigure figure) {
            Correlation correlation = figure.correlation();
            return correlation != null && correlation.clearlyPositive()
                    ? Optional.of(new Rival(figure.option(), correlation))
                    : Optional.empty();
        }
    }

    private static Optional<Flag> distractor(OptionFigure option) {
        Proportion chosen = option.chosen();
        if (chosen.high() < DEAD) {
            return Optional.of(new Flag(
                    Kind.DEAD_DISTRACTOR,
                    option.option(),
                    "Chosen by " + chosen.successes() + " of " + chosen.trials() + ", which is below " + percent(DEAD)
                            + " with certainty enough (at most " + percent(chosen.high()) + ")."));
        }
        return Rival.of(option)
                .map(found -> new Flag(
                        Kind.DISTRACTOR_OF_THE_STRONG,
                        option.option(),
                        "Wrong, but chosen more by those who are strong on the rest: " + text(found.correlation())
                                + "."));
    }

    private static String beyond(Ease ease, String side, double limit) {
        return ease.told() + "; that is " + side + " "
                + percent(limit) + " with certainty enough (" + percent(ease.low()) + " to " + percent(ease.high())
                + ").";
    }

    private static String text(Correlation correlation) {
        return String.format(
                Locale.ROOT,
                "correlation %.3f (%.3f to %.3f), n %d",
                correlation.value(),
                correlation.low(),
                correlation.high(),
                correlation.n());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
