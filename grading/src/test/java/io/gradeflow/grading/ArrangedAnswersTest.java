package io.gradeflow.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrangedAnswersTest {

    private static final Map<String, String> CAPITALS = Map.of("1", "A", "2", "B", "3", "C", "4", "B");

    @Test
    void shouldScorePairsUnderEachPolicy() {
        Map<String, String> threeRight = Map.of("1", "A", "2", "B", "3", "A", "4", "B");
        Map<String, String> twoGiven = Map.of("1", "A", "2", "C");

        assertThat(pairs(MatchingPolicy.ALL_OR_NOTHING, CAPITALS)).isEqualTo("1");
        assertThat(pairs(MatchingPolicy.ALL_OR_NOTHING, threeRight)).isEqualTo("0");
        assertThat(pairs(MatchingPolicy.PER_PAIR, CAPITALS)).isEqualTo("1");
        assertThat(pairs(MatchingPolicy.PER_PAIR, threeRight)).isEqualTo("0.75");
        assertThat(pairs(MatchingPolicy.PER_PAIR, twoGiven)).isEqualTo("0.25");
        assertThat(pairs(MatchingPolicy.RIGHT_MINUS_WRONG, threeRight)).isEqualTo("0.5");
        assertThat(pairs(MatchingPolicy.RIGHT_MINUS_WRONG, twoGiven)).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "ABCD, 1, 1, 1",
        "DCBA, 0, 0, 0",
        "BCDA, 0, 0, 0.666667",
        "ABDC, 0, 0.5, 0.333333",
        "A, 0, 0.25, 0",
        "ABCDE, 0, 1, 1"
    })
    void shouldScoreAnOrderUnderEachPolicy(String given, String allOrNothing, String perPosition, String perNeighbour) {
        assertThat(order(OrderingPolicy.ALL_OR_NOTHING, given)).isEqualTo(allOrNothing);
        assertThat(order(OrderingPolicy.PER_POSITION, given)).isEqualTo(perPosition);
        assertThat(order(OrderingPolicy.PER_NEIGHBOUR, given)).isEqualTo(perNeighbour);
    }

    @Property
    boolean shouldGiveFullCreditForTheKeyAlone(
            @ForAll @IntRange(min = 2, max = 8) int size, @ForAll long seed, @ForAll OrderingPolicy policy) {
        List<String> order = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            order.add(String.valueOf((char) ('A' + i)));
        }
        List<String> given = new ArrayList<>(order);
        Collections.shuffle(given, new Random(seed));
        OrderingKey key = new OrderingKey(order, policy, BigDecimal.ONE);

        return Grading.grade(key, new OrderResponse(given)).correct() == given.equals(order);
    }

    @Test
    void shouldGiveNothingForAResponseOfAnotherKind() {
        OrderingKey order = new OrderingKey(List.of("A", "B"), OrderingPolicy.PER_POSITION, BigDecimal.ONE);
        ChoiceKey choices = ChoiceKey.allOrNothing(List.of("A"));

        for (Response response : List.of(
                ChoiceResponse.of(List.of("A", "B")),
                new TextResponse("A"),
                new NumberResponse(BigDecimal.ONE),
                new PairsResponse(new TreeMap<>(Map.of("1", "A"))))) {
            assertThat(Grading.grade(order, response).score())
                    .as("%s", response)
                    .isZero();
        }
        assertThat(Grading.grade(choices, new OrderResponse(List.of("A"))).score())
                .isZero();
    }

    @Test
    void shouldCreditOrWithdrawEachKind() {
        for (Response response : List.of(
                new TextResponse("anything"),
                new NumberResponse(BigDecimal.ONE),
                new PairsResponse(new TreeMap<>(Map.of("1", "A"))),
                new OrderResponse(List.of("A")))) {
            assertThat(Grading.grade(new CreditAllKey(BigDecimal.TWO), response).correct())
                    .isTrue();
            assertThat(Grading.grade(new WithdrawnKey(), response).maximum()).isZero();
        }
    }

    @Test
    void shouldHaveOnePatternForResponsesThatCountsTakeForTheSame() {
        assertThat(ChoiceResponse.of(List.of("C", "A")).pattern()).isEqualTo("A,C");
        assertThat(new TextResponse(" New  YORK ").pattern()).isEqualTo("new york");
        assertThat(new NumberResponse(new BigDecimal("1.50E+3")).pattern()).isEqualTo("1500");
        assertThat(new PairsResponse(new TreeMap<>(Map.of("2", "A", "1", "B"))).pattern())
                .isEqualTo("1=B,2=A");
        assertThat(new OrderResponse(List.of("B", "A")).pattern()).isEqualTo("B>A");
    }

    @Test
    void shouldRefuseHolesAndRepetitions() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OrderResponse(List.of("A", "A")));
        assertThatIllegalArgumentException().isThrownBy(() -> new OrderResponse(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PairsResponse(new TreeMap<>()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PairsResponse(new TreeMap<>(Map.of("1", " "))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderingKey(List.of("A"), OrderingPolicy.PER_NEIGHBOUR, BigDecimal.ONE));
    }

    private static String pairs(MatchingPolicy policy, Map<String, String> given) {
        MatchingKey key = new MatchingKey(new TreeMap<>(CAPITALS), policy, BigDecimal.ONE);
        return plain(Grading.grade(key, new PairsResponse(new TreeMap<>(given))));
    }

    private static String order(OrderingPolicy policy, String given) {
        OrderingKey key = new OrderingKey(List.of("A", "B", "C", "D"), policy, BigDecimal.ONE);
        return plain(Grading.grade(key, new OrderResponse(Arrays.asList(given.split("")))));
    }

    private static String plain(Grade grade) {
        return grade.score().stripTrailingZeros().toPlainString();
    }
}
