package io.gradeflow.analytics.ability;

import static io.gradeflow.analytics.Responses.answer;
import static io.gradeflow.analytics.Responses.attempt;
import static io.gradeflow.analytics.Responses.id;
import static io.gradeflow.analytics.Responses.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.gradeflow.analytics.Lsat6;
import io.gradeflow.analytics.Responses;
import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.Calibration.Difficulty;
import io.gradeflow.analytics.ability.Calibration.LeftOut;
import io.gradeflow.analytics.ability.Calibration.Reason;
import io.gradeflow.analytics.ability.Calibration.Refused;
import io.gradeflow.analytics.items.Answer;
import io.gradeflow.analytics.items.ResponseMatrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RaschTest {

    /**
     * D. Rizopoulos, "ltm: An R package for latent variable modelling and item response theory analyses", Journal of Statistical
     * Software 17:5 (2006), section 4.1: difficulties with their standard errors, slope and log-likelihood.
     */
    @Test
    void shouldFindThePublishedDifficultiesOfTheLawSchoolTest() {
        Calibrated calibrated = (Calibrated) Rasch.calibrate(Lsat6.matrix());

        double[] published = {-3.6153, -1.3224, -0.3176, -1.7301, -2.7802};
        double[] errors = {0.3266, 0.1422, 0.0977, 0.1691, 0.2510};
        for (int item = 0; item < 5; item++) {
            Difficulty difficulty = calibrated.difficulties().get(item);
            assertThat(difficulty.item()).isEqualTo(id(item));
            assertThat(difficulty.difficulty()).isCloseTo(published[item], within(0.002));
            assertThat(difficulty.standardError()).isCloseTo(errors[item], within(0.002));
        }
        assertThat(calibrated.slope()).isCloseTo(0.7551, within(0.0005));
        assertThat(calibrated.slopeError()).isCloseTo(0.0694, within(0.0005));
        assertThat(calibrated.logLikelihood()).isCloseTo(-2466.938, within(0.001));
        assertThat(calibrated.n()).isEqualTo(1000);
        assertThat(calibrated.leftOut()).isEmpty();
    }

    @Test
    void shouldCountPartialCreditAsWrongAndSayHowMuchThereIs() {
        ResponseMatrix matrix = scattered(400, 1);
        Difficulty before = ((Calibrated) Rasch.calibrate(new AnswerCounts(matrix)))
                .difficulties()
                .getFirst();
        List<Answer> some = new ArrayList<>(row("11111111"));
        some.set(0, answer(id(0), "0.5"));
        for (int i = 400; i < 420; i++) {
            matrix.put(attempt(i), some);
        }

        Calibrated calibrated = (Calibrated) Rasch.calibrate(new AnswerCounts(matrix));

        Difficulty first = calibrated.difficulties().getFirst();
        assertThat(before.partial()).isZero();
        assertThat(first.partial()).isEqualTo(20);
        assertThat(first.n()).isEqualTo(before.n() + 20);
        assertThat(first.right()).isEqualTo(before.right());
        assertThat(calibrated.difficulties().get(1).partial()).isZero();
    }

    /** The derivatives that the climb rests on, against differences of the likelihood. */
    @Test
    void shouldKnowTheSlopeAndCurvatureOfItsLikelihood() {
        AnswerCounts counts = new AnswerCounts(scattered(400, 1));
        AbilityGrid grid = new AbilityGrid(61);
        double[] at = {0.4, -0.2, 0.9, 0.1, -1, 0.3, 0.8, 0.6, 1.2};
        MarginalLikelihood here = new MarginalLikelihood(counts, grid, at);
        double step = 1e-5;

        for (int i = 0; i < at.length; i++) {
            MarginalLikelihood above = new MarginalLikelihood(counts, grid, moved(at, i, step));
            MarginalLikelihood below = new MarginalLikelihood(counts, grid, moved(at, i, -step));
            assertThat(here.gradient[i]).isCloseTo((above.value - below.value) / (2 * step), within(1e-4));
            for (int j = 0; j <= i; j++) {
                double curvature = -(above.gradient[j] - below.gradient[j]) / (2 * step);
                assertThat(here.information[i][j]).isCloseTo(curvature, within(1e-4));
            }
        }
    }

    @Test
    void shouldRecoverDifficultiesFromFormsThatDiffer() {
        Calibrated calibrated = (Calibrated) Rasch.calibrate(scattered(6_000, 7));

        assertThat(calibrated.slope()).isCloseTo(TRUE_SLOPE, within(4 * calibrated.slopeError()));
        assertThat(calibrated.difficulties()).hasSize(8).allSatisfy(difficulty -> {
            int item = Integer.parseInt(difficulty.item().substring(5)) - 1;
            assertThat(difficulty.difficulty()).isCloseTo(trueDifficulty(item), within(4 * difficulty.standardError()));
            assertThat(difficulty.standardError()).isBetween(0.005, 0.1);
        });
    }

    @Test
    void shouldLeaveOutItemsThatCannotBePlaced() {
        ResponseMatrix matrix = Responses.ofItems(8);
        List<String> rows = Lsat6.rows();
        for (int i = 0; i < rows.size(); i++) {
            matrix.put(attempt(i), row(rows.get(i) + "10" + (i % 50 == 0 ? "1" : ".")));
        }

        Calibrated calibrated = (Calibrated) Rasch.calibrate(matrix);

        assertThat(calibrated.difficulties()).isEqualTo(((Calibrated) Rasch.calibrate(Lsat6.matrix())).difficulties());
        assertThat(calibrated.leftOut())
                .extracting(LeftOut::item, LeftOut::n, LeftOut::right)
                .containsExactly(tuple(id(5), 1000L, 1000L), tuple(id(6), 1000L, 0L), tuple(id(7), 20L, 20L));
    }

    @Test
    void shouldRefuseWhereItemsHaveNothingInCommon() {
        List<String> rows = new ArrayList<>(Collections.nCopies(50, "10"));
        rows.addAll(Collections.nCopies(50, "01"));

        assertThat(Rasch.calibrate(Responses.of(rows.toArray(String[]::new))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.NO_COMMON_ABILITY));
        assertThat(Rasch.calibrate(Responses.of("10", "01"))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.TOO_FEW_ITEMS);
            assertThat(refused.leftOut()).hasSize(2);
        });
    }

    @Test
    void shouldRefuseWhereNothingIsLeftToChance() {
        assertThat(reason("0000", "1111")).isEqualTo(Reason.NO_CHANCE_LEFT);
        assertThat(reason("000", "100", "110", "111")).isEqualTo(Reason.NO_CHANCE_LEFT);
        assertThat(reason("00", "10", "11")).isEqualTo(Reason.NO_CHANCE_LEFT);
    }

    /** With one item a form, any slope with difficulties to match fits as well as another. */
    @Test
    void shouldRefuseWhereFormsTellNothingOfTheSlope() {
        assertThat(reason("1..", "0..", ".1.", ".0.", "..1", "..0"))
                .isIn(Reason.NOT_CONVERGED, Reason.NO_COMMON_ABILITY);
    }

    private static Reason reason(String... patterns) {
        List<String> rows = new ArrayList<>();
        for (String pattern : patterns) {
            rows.addAll(Collections.nCopies(50, pattern));
        }
        return ((Refused) Rasch.calibrate(Responses.of(rows.toArray(String[]::new)))).reason();
    }

    private static final double TRUE_SLOPE = 1.3;

    private static double trueDifficulty(int item) {
        return -1.4 + 0.4 * item;
    }

    /** Eight items, each attempt with six of them drawn by lot. */
    private static ResponseMatrix scattered(int attempts, long seed) {
        Random random = new Random(seed);
        ResponseMatrix matrix = Responses.ofItems(8);
        List<Integer> items = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7));
        for (int i = 0; i < attempts; i++) {
            Collections.shuffle(items, random);
            double ability = random.nextGaussian();
            StringBuilder cells = new StringBuilder("........");
            for (int item : items.subList(0, 6)) {
                double chance = AbilityGrid.chance(TRUE_SLOPE * (ability - trueDifficulty(item)));
                cells.setCharAt(item, random.nextDouble() < chance ? '1' : '0');
            }
            matrix.put(attempt(i), row(cells.toString()));
        }
        return matrix;
    }

    private static double[] moved(double[] at, int i, double step) {
        double[] moved = at.clone();
        moved[i] += step;
        return moved;
    }
}
