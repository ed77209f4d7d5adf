package io.gradeflow.analytics.ability;

import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.Calibration.Difficulty;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Places learners on the scale of calibrated items. Safe for several threads. */
public final class AbilityScale {

    private static final int POINTS = 121;

    /** A standard error of so many steps of the grid is told to many digits. */
    private static final double STEPS = 2;

    /** @param right whether it earned full credit */
    public record Outcome(String item, boolean right) {}

    private final AbilityGrid grid = new AbilityGrid(POINTS);
    private final double slope;
    private final Map<String, Difficulty> difficulties = new HashMap<>();

    public AbilityScale(Calibrated calibrated) {
        slope = calibrated.slope();
        for (Difficulty difficulty : calibrated.difficulties()) {
            difficulties.put(difficulty.item(), difficulty);
        }
    }

    /**
     * @param outcomes of one learner: all of them, or those below one topic for the ability there; answers to items without a
     *     difficulty are passed over
     */
    public Ability ability(Collection<Outcome> outcomes) {
        Ability coarse = ability(outcomes, grid);
        double error = coarse.standardError();
        if (error > STEPS * grid.step()) {
            return coarse;
        }
        // Of many answers the distribution is narrower than the grid is fine: it is looked at more closely.
        double reach = AbilityGrid.REACH * Math.max(error, grid.step());
        return ability(outcomes, new AbilityGrid(coarse.estimate() - reach, coarse.estimate() + reach, POINTS));
    }

    private Ability ability(Collection<Outcome> outcomes, AbilityGrid grid) {
        double[] weights = new double[grid.size()];
        int n = 0;
        for (int q = 0; q < weights.length; q++) {
            weights[q] = grid.logPrior(q);
        }
        for (Outcome outcome : outcomes) {
            Difficulty difficulty = difficulties.get(outcome.item());
            if (difficulty != null) {
                n++;
                for (int q = 0; q < weights.length; q++) {
                    double logit = slope * (grid.point(q) - difficulty.difficulty());
                    weights[q] -= AbilityGrid.logOnePlusExp(outcome.right() ? -logit : logit);
                }
            }
        }
        AbilityGrid.normalise(weights);
        return new Ability(grid, weights, n);
    }

    AbilityGrid grid() {
        return grid;
    }

    @Nullable
    Difficulty difficulty(String item) {
        return difficulties.get(item);
    }

    double chance(double ability, double difficulty) {
        return AbilityGrid.chance(slope * (ability - difficulty));
    }
}
