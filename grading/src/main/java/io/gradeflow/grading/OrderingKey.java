package io.gradeflow.grading;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The key of an ordering question.
 *
 * @param order the ids of all items as they belong, at least two, none twice
 * @param maximum full credit, above zero
 */
public record OrderingKey(List<String> order, OrderingPolicy policy, BigDecimal maximum) implements AnswerKey {

    public OrderingKey {
        order = OrderResponse.checked(order);
        if (order.size() < 2) {
            throw new IllegalArgumentException("an order has at least two items");
        }
        policy = Part.required(policy, "policy");
        maximum = Part.aboveZero(maximum, "maximum");
    }

    Fraction earned(OrderResponse response) {
        List<String> given = response.order();
        return switch (policy) {
            case ALL_OR_NOTHING -> given.equals(order) ? Fraction.ONE : Fraction.ZERO;
            case PER_POSITION ->
                Fraction.of(
                        IntStream.range(0, Math.min(given.size(), order.size()))
                                .filter(place -> given.get(place).equals(order.get(place)))
                                .count(),
                        order.size());
            case PER_NEIGHBOUR ->
                Fraction.of(
                        IntStream.range(1, given.size())
                                .filter(place -> follows(given.get(place - 1), given.get(place)))
                                .count(),
                        order.size() - 1L);
        };
    }

    private boolean follows(String item, String next) {
        int place = order.indexOf(item);
        return place >= 0 && place + 1 < order.size() && order.get(place + 1).equals(next);
    }
}
