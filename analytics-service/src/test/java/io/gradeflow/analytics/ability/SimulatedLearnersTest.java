package io.gradeflow.analytics.ability;

import static io.gradeflow.analytics.Responses.answer;
import static io.gradeflow.analytics.Responses.attempt;
import static io.gradeflow.analytics.Responses.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.analytics.Responses;
import io.gradeflow.analytics.ability.AbilityScale.Outcome;
import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.Calibration.Difficulty;
import io.gradeflow.analytics.ability.ExamOutline.Section;
import io.gradeflow.analytics.ability.ForecastTable.Forecast;
import io.gradeflow.analytics.ability.Readiness.Known;
import io.gradeflow.analytics.forms.PassMark;
import io.gradeflow.analytics.items.Answer;
import io.gradeflow.analytics.items.ResponseMatrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From end to end on learners whose ability is known: 120 items are calibrated on 1,500 attempts at random forms; then 1,000
 * other learners practise on 30 items each and sit an exam of 25, drawn from two sections.
 */
class SimulatedLearnersTest {

    private static final int ITEMS = 120;
    private static final double SLOPE = 1.2;
    private static final int LEARNERS = 1_000;

    private record Learner(double ability, Known readiness, boolean passed) {}

    @ParameterizedTest
    @ValueSource(longs = {20, 21, 22})
    void shouldForetellExamsWithIntervalsThatHold(long seed) {
        Random random = new Random(seed);
        double[] difficulties = random.doubles(ITEMS, -2, 2).toArray();
        Calibrated calibrated = (Calibrated) Rasch.calibrate(sittings(random, difficulties));
        AbilityScale scale = new AbilityScale(calibrated);
        ExamOutline outline = new ExamOutline(
                List.of(new Section("first", 15, ids(0, 80)), new Section("second", 10, ids(80, ITEMS))),
                new PassMark(600, 0, 1000));
        PassCurve told = PassCurve.of(scale, outline);
        PassCurve truth = PassCurve.of(known(difficulties), outline);

        List<Learner> learners = new ArrayList<>();
        for (int i = 0; i < LEARNERS; i++) {
            double ability = random.nextGaussian();
            List<Outcome> practice = drawn(random, 0, ITEMS, 30).stream()
                    .map(item -> new Outcome(id(item), right(random, ability, difficulties[item])))
                    .toList();
            Known readiness = (Known) told.readiness(scale.ability(practice));
            learners.add(new Learner(ability, readiness, passes(random, ability, difficulties)));
        }

        long covered = learners.stream()
                .filter(learner -> learner.readiness().low() <= truth.at(learner.ability())
                        && truth.at(learner.ability()) <= learner.readiness().high())
                .count();
        assertThat(covered / (double) LEARNERS).isBetween(0.93, 0.97);
        for (int tenth = 0; tenth < 10; tenth++) {
            assertAgrees(learners, tenth / 10.0, (tenth + 1) / 10.0);
        }
        ForecastTable table = ForecastTable.of(learners.stream()
                .map(learner -> new Forecast(learner.readiness().chance(), learner.passed()))
                .toList());
        assertThat(table.tenths()).filteredOn(tenth -> tenth.agrees()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(table.brier()).isLessThan(0.15);
    }

    /** The number that passed is a sum of independent coins; it may lie three of its standard deviations off. */
    private static void assertAgrees(List<Learner> learners, double from, double to) {
        List<Learner> some = learners.stream()
                .filter(learner -> learner.readiness().chance() >= from
                        && (learner.readiness().chance() < to || to == 1))
                .toList();
        double expected = some.stream()
                .mapToDouble(learner -> learner.readiness().chance())
                .sum();
        double variance = some.stream()
                .mapToDouble(learner ->
                        learner.readiness().chance() * (1 - learner.readiness().chance()))
                .sum();
        long passed = some.stream().filter(Learner::passed).count();

        assertThat(some).as("%s to %s", from, to).hasSizeGreaterThan(20);
        assertThat(Math.abs(passed - expected))
                .as("%s to %s: %d of %d passed, %s expected", from, to, passed, some.size(), expected)
                .isLessThan(3 * Math.sqrt(variance));
    }

    private static ResponseMatrix sittings(Random random, double[] difficulties) {
        ResponseMatrix matrix = Responses.ofItems(ITEMS);
        for (int i = 0; i < 1_500; i++) {
            double ability = random.nextGaussian();
            List<Answer> form = drawn(random, 0, ITEMS, 40).stream()
                    .map(item -> answer(id(item), right(random, ability, difficulties[item]) ? "1" : "0"))
                    .toList();
            matrix.put(attempt(i), form);
        }
        return matrix;
    }

    private static boolean passes(Random random, double ability, double[] difficulties) {
        List<Integer> paper = new ArrayList<>(drawn(random, 0, 80, 15));
        paper.addAll(drawn(random, 80, ITEMS, 10));
        return paper.stream()
                        .filter(item -> right(random, ability, difficulties[item]))
                        .count()
                >= 15;
    }

    private static boolean right(Random random, double ability, double difficulty) {
        return random.nextDouble() < 1 / (1 + Math.exp(-SLOPE * (ability - difficulty)));
    }

    private static List<Integer> drawn(Random random, int from, int to, int count) {
        List<Integer> items = new ArrayList<>(IntStream.range(from, to).boxed().toList());
        Collections.shuffle(items, random);
        return items.subList(0, count);
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(Responses::id).toList();
    }

    private static AbilityScale known(double[] difficulties) {
        List<Difficulty> items = IntStream.range(0, ITEMS)
                .mapToObj(item -> new Difficulty(id(item), difficulties[item], 0, 1, 1, 0))
                .toList();
        return new AbilityScale(new Calibrated(SLOPE, 0, 0, 1, items, List.of()));
    }
}
