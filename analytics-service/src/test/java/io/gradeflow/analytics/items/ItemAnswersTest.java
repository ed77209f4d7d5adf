package io.gradeflow.analytics.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ItemAnswersTest {

    @Test
    void shouldGiveEachDifferentAnswerANumberAndKeepIt() {
        ItemAnswers answers = new ItemAnswers(new Item("i", List.of("A", "B"), Set.of("A"), true));

        for (int round = 0; round < 3; round++) {
            for (int hundredth = 0; hundredth <= 100; hundredth++) {
                assertThat(answers.kind(new Answer(
                                "i",
                                BigDecimal.valueOf(hundredth, 2),
                                BigDecimal.ONE,
                                hundredth % 2 == 0 ? Set.of("A") : Set.of("A", "B"),
                                null,
                                true)))
                        .isEqualTo(hundredth);
                assertThat(answers.score(hundredth)).isEqualTo(hundredth * 10_000L);
                assertThat(answers.chosen(hundredth)).isEqualTo(hundredth % 2 == 0 ? 1 : 3);
            }
        }
        assertThat(answers.kinds()).isEqualTo(101);
    }
}
