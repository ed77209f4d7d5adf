package io.gradeflow.analytics.items;

import static io.gradeflow.analytics.Responses.answer;
import static io.gradeflow.analytics.Responses.attempt;
import static io.gradeflow.analytics.Responses.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gradeflow.analytics.items.OptionCurves.Group;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptionCurvesTest {

    /** Rest scores of 0 to 4 of four, five times each; item 1 is right for those above 2. */
    @Test
    void shouldPutAttemptsInGroupsByWhatTheyKnowOfTheRest() {
        List<Group> groups = curves(IntStream.rangeClosed(0, 4)
                .boxed()
                .flatMap(rest -> Stream.generate(() -> (rest > 2 ? "1" : "0") + "1".repeat(rest) + "0".repeat(4 - rest))
                        .limit(5)));

        assertThat(groups)
                .extracting(
                        Group::low, Group::high, Group::n, group -> group.full().successes())
                .containsExactly(
                        tuple(0.0, 0.0, 5L, 0L),
                        tuple(0.25, 0.25, 5L, 0L),
                        tuple(0.5, 0.5, 5L, 0L),
                        tuple(0.75, 0.75, 5L, 5L),
                        tuple(1.0, 1.0, 5L, 5L));
        assertThat(groups)
                .allSatisfy(group -> assertThat(group.chosen().stream()
                                .mapToLong(Proportion::successes)
                                .sum())
                        .isEqualTo(5));
    }

    @Test
    void shouldKeepEqualsTogetherAndLeaveNobodyOut() {
        List<Group> groups = curves(Stream.concat(
                Stream.generate(() -> "00000").limit(18), Stream.of("11000", "11100", "11110", "11111", "01111")));

        assertThat(groups).extracting(Group::n).containsExactly(18L, 5L);
        assertThat(groups).isSortedAccordingTo((one, other) -> Double.compare(one.low(), other.low()));
        for (int i = 1; i < groups.size(); i++) {
            assertThat(groups.get(i).low()).isGreaterThan(groups.get(i - 1).high());
        }
    }

    @Test
    void shouldTellNothingOfFew() {
        assertThat(curves(Stream.generate(() -> "11000").limit(OptionCurves.LEAST - 1L)))
                .isEmpty();
    }

    @Test
    void shouldBeOneGroupWhereAllKnowTheSame() {
        assertThat(curves(Stream.generate(() -> "11000").limit(OptionCurves.LEAST)))
                .extracting(Group::n)
                .containsExactly((long) OptionCurves.LEAST);
    }

    private static List<Group> curves(Stream<String> rows) {
        ResponseMatrix matrix = new ResponseMatrix();
        for (int item = 0; item < 5; item++) {
            matrix.describe(new Item(id(item), List.of("A", "B"), Set.of("A")));
        }
        int attempt = 0;
        for (String row : rows.toList()) {
            matrix.put(
                    attempt(attempt++),
                    IntStream.range(0, row.length())
                            .mapToObj(item ->
                                    row.charAt(item) == '1' ? answer(id(item), "1", "A") : answer(id(item), "0", "B"))
                            .toList());
        }
        return OptionCurves.of(matrix, matrix.rows(), 0);
    }
}
