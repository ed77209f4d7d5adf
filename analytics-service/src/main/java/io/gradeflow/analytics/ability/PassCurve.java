package io.gradeflow.analytics.ability;

import io.gradeflow.analytics.ability.Calibration.Difficulty;
import io.gradeflow.analytics.ability.ExamOutline.Section;
import io.gradeflow.analytics.ability.Readiness.Known;
import io.gradeflow.analytics.ability.Readiness.Reason;
import io.gradeflow.analytics.ability.Readiness.Withheld;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The chance to pass an exam at each ability, exact for papers drawn without replacement: F. M. Lord, M. S. Wingersky,
 * "Comparison of IRT true-score and equipercentile observed-score 'equatings'", Applied Psychological Measurement 8 (1984),
 * 453-461, with the draw added; sections are drawn independently, so where their pools overlap it is an approximation. One serves
 * all learners. Safe for several threads.
 */
public final class PassCurve {

    /**
     * Of the answers to an exam's questions so many may get partial credit. The model knows right and wrong alone, and of more the
     * chance would be told far too low.
     */
    public static final double MOST_PARTIAL = 0.1;

    private final AbilityScale scale;
    private final double calibrated;
    private final @Nullable Withheld withheld;

    /** Per point of the scale's grid; rises with ability. */
    private final double[] chances;

    private PassCurve(AbilityScale scale, double calibrated, @Nullable Withheld withheld, double[] chances) {
        this.scale = scale;
        this.calibrated = calibrated;
        this.withheld = withheld;
        this.chances = chances;
    }

    public static PassCurve of(AbilityScale scale, ExamOutline outline) {
        List<double[]> pools = new ArrayList<>();
        int items = 0;
        int known = 0;
        double partial = 0;
        for (Section section : outline.sections()) {
            List<Difficulty> pool = section.pool().stream()
                    .map(scale::difficulty)
                    .filter(Objects::nonNull)
                    .toList();
            if (pool.size() < section.questions()) {
                return withheld(scale, tooSmall(section, pool.size()));
            }
            items += section.pool().size();
            known += pool.size();
            partial += section.questions()
                    * pool.stream()
                            .mapToDouble(Difficulty::partialShare)
                            .average()
                            .orElse(0);
            pools.add(pool.stream().mapToDouble(Difficulty::difficulty).toArray());
        }
        double partialShare = partial / outline.questions();
        if (partialShare > MOST_PARTIAL) {
            return withheld(scale, tooMuchPartialCredit(partialShare));
        }
        double[] chances = new double[scale.grid().size()];
        int needed = outline.passMark().needed(outline.questions());
        for (int q = 0; q < chances.length; q++) {
            double[] scores = {1};
            for (int section = 0; section < pools.size(); section++) {
                scores = sum(
                        scores,
                        scores(
                                scale,
                                scale.grid().point(q),
                                pools.get(section),
                                outline.sections().get(section).questions()));
            }
            for (int score = needed; score < scores.length; score++) {
                chances[q] += scores[score];
            }
            chances[q] = Math.min(1, chances[q]);
        }
        return new PassCurve(scale, (double) known / items, null, chances);
    }

    /**
     * As it is stored.
     *
     * @param withheld why there is no curve; null where there is
     * @param chances at the points of the scale's grid
     */
    public record Stored(double calibrated, @Nullable Withheld withheld, List<Double> chances) {}

    public Stored stored() {
        return new Stored(calibrated, withheld, Arrays.stream(chances).boxed().toList());
    }

    /** @param scale the one that the curve was made on */
    public static PassCurve of(AbilityScale scale, Stored stored) {
        return new PassCurve(
                scale,
                stored.calibrated(),
                stored.withheld(),
                stored.chances().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Whether no chance is told of anybody. */
    public boolean isWithheld() {
        return withheld != null;
    }

    /** @param ability on this curve's scale */
    public Readiness readiness(Ability ability) {
        if (withheld != null) {
            return withheld;
        }
        if (ability.n() == 0) {
            return new Withheld(Reason.NO_ANSWERS, "No question was answered whose difficulty is known.");
        }
        return new Known(
                ability.mean(this::at),
                at(ability.quantile(0.025)),
                at(ability.quantile(0.975)),
                ability.n(),
                calibrated);
    }

    /** The chance at an ability. */
    double at(double ability) {
        AbilityGrid grid = scale.grid();
        double place = Math.clamp((ability - grid.point(0)) / grid.step(), 0, chances.length - 1.0);
        int below = Math.min((int) place, chances.length - 2);
        return chances[below] + (place - below) * (chances[below + 1] - chances[below]);
    }

    private static PassCurve withheld(AbilityScale scale, Withheld why) {
        return new PassCurve(scale, 0, why, new double[0]);
    }

    private static Withheld tooMuchPartialCredit(double share) {
        return new Withheld(
                Reason.PARTIAL_CREDIT,
                String.format(
                        Locale.ROOT,
                        "Of the answers to its questions %.0f %% got partial credit; chances are told where it is %.0f %% at"
                                + " most, as they take every answer for right or wrong.",
                        100 * share,
                        100 * MOST_PARTIAL));
    }

    private static Withheld tooSmall(Section section, int known) {
        return new Withheld(
                Reason.POOL_TOO_SMALL,
                "Section " + section.name() + " draws " + section.questions() + " questions; difficulties are known of "
                        + known + " in its pool of " + section.pool().size() + ".");
    }

    /** How likely each number of right answers is, when so many items are drawn from the pool. */
    private static double[] scores(AbilityScale scale, double ability, double[] pool, int draws) {
        double[][] drawnAndRight = new double[draws + 1][draws + 1];
        drawnAndRight[0][0] = 1;
        for (int seen = 0; seen < pool.length; seen++) {
            double right = scale.chance(ability, pool[seen]);
            int left = pool.length - seen;
            for (int drawn = Math.min(seen, draws); drawn >= Math.max(0, draws - left); drawn--) {
                double take = (double) (draws - drawn) / left;
                for (int score = drawn; score >= 0; score--) {
                    double here = drawnAndRight[drawn][score];
                    drawnAndRight[drawn][score] = here * (1 - take);
                    if (drawn < draws) {
                        drawnAndRight[drawn + 1][score + 1] += here * take * right;
                        drawnAndRight[drawn + 1][score] += here * take * (1 - right);
                    }
                }
            }
        }
        return drawnAndRight[draws];
    }

    private static double[] sum(double[] one, double[] other) {
        double[] sum = new double[one.length + other.length - 1];
        for (int i = 0; i < one.length; i++) {
            for (int j = 0; j < other.length; j++) {
                sum[i + j] += one[i] * other[j];
            }
        }
        return sum;
    }
}
