package io.gradeflow.analytics.ability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.gradeflow.analytics.ability.AbilityScale.Outcome;
import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.Calibration.Difficulty;
import io.gradeflow.analytics.ability.ExamOutline.Section;
import io.gradeflow.analytics.ability.Readiness.Known;
import io.gradeflow.analytics.ability.Readiness.Reason;
import io.gradeflow.analytics.ability.Readiness.Withheld;
import io.gradeflow.analytics.forms.PassMark;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private static final Offset<Double> HAIR = within(1e-9);
    private static final AbilityScale SCALE = scale(1, -1, 0, 2);
    private static final PassMark ALL = new PassMark(1, 0, 1);
    private static final PassMark HALF = new PassMark(1, 0, 2);

    /**
     * Right on one item of difficulty 0 at slope 1: the mean is 2 E[f(Z)], f the logistic density and Z standard normal (Stein's
     * lemma), 0.413242 by quadrature; the mean square stays 1.
     */
    @Test
    void shouldMoveByOneRightAnswerAsFarAsTheIntegralSays() {
        Ability ability = SCALE.ability(List.of(new Outcome("b", true)));

        assertThat(ability.estimate()).isCloseTo(0.413242, within(1e-6));
        assertThat(ability.standardError()).isCloseTo(0.910621, within(1e-6));
        assertThat(ability.n()).isEqualTo(1);
        assertThat(SCALE.ability(List.of(new Outcome("b", false))).estimate()).isCloseTo(-0.413242, within(1e-6));
    }

    @Test
    void shouldKnowNothingButTheNormalDistributionWithoutAnswers() {
        Ability ability = SCALE.ability(List.of(new Outcome("unknown", true)));

        assertThat(ability.n()).isZero();
        assertThat(ability.estimate()).isCloseTo(0, HAIR);
        assertThat(ability.standardError()).isCloseTo(1, within(1e-6));
        assertThat(ability.quantile(0.5)).isCloseTo(0, HAIR);
        assertThat(ability.quantile(0.975)).isCloseTo(1.959964, within(0.002));
        assertThat(ability.quantile(0.025)).isCloseTo(-1.959964, within(0.002));
    }

    /** The lot decides which of the pool's items are drawn; every paper is as likely as another. */
    @Test
    void shouldAverageOverAllPapersThatMayBeDrawn() {
        double a = AbilityGrid.chance(1);
        double b = AbilityGrid.chance(0);
        double c = AbilityGrid.chance(-2);

        assertThat(at0(ALL, new Section("one of three", 1, List.of("a", "b", "c"))))
                .isCloseTo((a + b + c) / 3, HAIR);
        assertThat(at0(ALL, new Section("two of three", 2, List.of("a", "b", "c"))))
                .isCloseTo((a * b + a * c + b * c) / 3, HAIR);
        assertThat(at0(HALF, new Section("two of two", 2, List.of("a", "c")))).isCloseTo(1 - (1 - a) * (1 - c), HAIR);
        assertThat(at0(ALL, new Section("one", 1, List.of("a", "c")), new Section("other", 1, List.of("b"))))
                .isCloseTo((a + c) / 2 * b, HAIR);
    }

    @Test
    void shouldBeCertainWhereNothingIsNeeded() {
        assertThat(at0(new PassMark(0, 0, 1), new Section("one", 1, List.of("a"))))
                .isCloseTo(1, HAIR);
    }

    @Test
    void shouldRiseWithAbility() {
        PassCurve curve =
                PassCurve.of(SCALE, new ExamOutline(List.of(new Section("all", 2, List.of("a", "b", "c"))), HALF));

        for (double ability = -6; ability < 6; ability += 0.25) {
            assertThat(curve.at(ability + 0.25)).isGreaterThan(curve.at(ability));
        }
    }

    @Test
    void shouldTellTheChanceWithItsIntervalAndWhatItRestsOn() {
        PassCurve curve = PassCurve.of(
                SCALE, new ExamOutline(List.of(new Section("some", 2, List.of("a", "b", "c", "new"))), HALF));
        List<Outcome> few = List.of(new Outcome("b", true));
        List<Outcome> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(new Outcome("b", true));
        }

        Known little = (Known) curve.readiness(SCALE.ability(few));
        Known much = (Known) curve.readiness(SCALE.ability(many));

        assertThat(little.chance()).isBetween(little.low(), little.high());
        assertThat(little.n()).isEqualTo(1);
        assertThat(little.calibrated()).isEqualTo(0.75);
        assertThat(much.chance()).isGreaterThan(little.chance());
        assertThat(much.high() - much.low()).isLessThan(little.high() - little.low());
    }

    @Test
    void shouldSayWhyItTellsNoChance() {
        PassCurve curve = PassCurve.of(SCALE, new ExamOutline(List.of(new Section("one", 1, List.of("a"))), ALL));
        PassCurve tooSmall =
                PassCurve.of(SCALE, new ExamOutline(List.of(new Section("two", 2, List.of("a", "new"))), ALL));

        assertThat(((Withheld) curve.readiness(SCALE.ability(List.of()))).reason())
                .isEqualTo(Reason.NO_ANSWERS);
        Withheld withheld = (Withheld) tooSmall.readiness(SCALE.ability(List.of(new Outcome("a", true))));
        assertThat(withheld.reason()).isEqualTo(Reason.POOL_TOO_SMALL);
        assertThat(withheld.text()).contains("two", "draws 2", "known of 1", "pool of 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new ExamOutline(List.of(), ALL));
        assertThatIllegalArgumentException().isThrownBy(() -> new Section("none", 0, List.of("a")));
    }

    /** Six pairs of which most learners find most: exams count the parts, the model would tell that nobody passes. */
    @Test
    void shouldTellNoChanceWhereMuchCreditIsPartial() {
        AbilityScale scale = new AbilityScale(new Calibrated(
                1,
                0.1,
                -1,
                100,
                List.of(new Difficulty("pairs", 1.5, 0.1, 100, 20, 70), new Difficulty("single", 0, 0.1, 100, 50, 0)),
                List.of()));
        Ability ability = scale.ability(List.of(new Outcome("single", true)));
        Section matching = new Section("matching", 1, List.of("pairs"));

        Readiness withheld =
                PassCurve.of(scale, new ExamOutline(List.of(matching), ALL)).readiness(ability);

        assertThat(withheld).isInstanceOf(Withheld.class);
        assertThat(((Withheld) withheld).reason()).isEqualTo(Reason.PARTIAL_CREDIT);
        assertThat(((Withheld) withheld).text()).contains("70 %", "10 %");
        assertThat(PassCurve.of(scale, new ExamOutline(List.of(new Section("one", 1, List.of("single"))), ALL))
                        .isWithheld())
                .isFalse();
        assertThat(PassCurve.of(
                                scale,
                                new ExamOutline(
                                        List.of(matching, new Section("one", 1, List.of("single"))),
                                        new PassMark(1, 0, 2)))
                        .isWithheld())
                .isTrue();
    }

    private static double at0(PassMark passMark, Section... sections) {
        return PassCurve.of(SCALE, new ExamOutline(List.of(sections), passMark)).at(0);
    }

    private static AbilityScale scale(double slope, double... difficulties) {
        List<Difficulty> items = new ArrayList<>();
        for (int item = 0; item < difficulties.length; item++) {
            items.add(new Difficulty(String.valueOf((char) ('a' + item)), difficulties[item], 0.1, 100, 50, 0));
        }
        return new AbilityScale(new Calibrated(slope, 0.1, -1, 100, items, List.of()));
    }
}
