package io.gradeflow.attempt.modes;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.attempt.catalog.Question;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceOrderTest {

    private static final List<Question.Choice> FOUR = List.of(
            new Question.Choice("A", "one"),
            new Question.Choice("B", "two"),
            new Question.Choice("C", "three"),
            new Question.Choice("D", "both A and C"));

    @ParameterizedTest
    @ValueSource(strings = {"MATCHING", "ORDERING"})
    void shouldAlwaysMixWhatIsArranged(String kind) {
        Question question = Question.of(kind, "Which?", FOUR, 0, 0);

        for (long seed : new long[] {ChoiceOrder.AS_WRITTEN, 7}) {
            Set<List<Question.Choice>> shown = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                shown.add(ChoiceOrder.of(seed, new UUID(0, i), question));
            }
            assertThat(shown).as("seed %s", seed).hasSizeGreaterThan(10);
            assertThat(shown).allSatisfy(order -> assertThat(order).containsExactlyInAnyOrderElementsOf(FOUR));
        }
    }

    @Test
    void shouldNeverMixTrueAndFalse() {
        List<Question.Choice> choices =
                List.of(new Question.Choice("true", "True"), new Question.Choice("false", "False"));
        Question question = Question.of("TRUE_FALSE", "So?", choices, 1, 1);

        for (int i = 0; i < 100; i++) {
            assertThat(ChoiceOrder.of(i, new UUID(0, i), question)).isEqualTo(choices);
        }
    }
}
