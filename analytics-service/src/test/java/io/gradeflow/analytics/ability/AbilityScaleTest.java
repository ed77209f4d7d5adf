package io.gradeflow.analytics.ability;

import static io.gradeflow.analytics.Responses.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import io.gradeflow.analytics.ability.AbilityScale.Outcome;
import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.Calibration.Difficulty;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbilityScaleTest {

    /** Of many answers to items of one difficulty the standard error is the root of one by the information and that of the prior. */
    @ParameterizedTest
    @CsvSource({"1.0, 40", "1.5, 400", "1.5, 2000", "2.0, 5000"})
    void shouldTellTheStandardErrorOfManyAnswers(double slope, int answers) {
        List<Difficulty> items = IntStream.range(0, answers)
                .mapToObj(item -> new Difficulty(id(item), 0, 0, 1, 1, 0))
                .toList();
        AbilityScale scale = new AbilityScale(new Calibrated(slope, 0, 0, 1, items, List.of()));

        Ability ability = scale.ability(IntStream.range(0, answers)
                .mapToObj(item -> new Outcome(id(item), item % 2 == 0))
                .toList());

        assertThat(ability.estimate()).isCloseTo(0, offset(1e-6));
        assertThat(ability.standardError())
                .isCloseTo(1 / Math.sqrt(1 + answers * slope * slope / 4), withPercentage(3));
    }
}
