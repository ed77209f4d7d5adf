package io.gradeflow.attempt;

import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.NumberResponse;
import io.gradeflow.grading.OrderResponse;
import io.gradeflow.grading.PairsResponse;
import io.gradeflow.grading.Response;
import io.gradeflow.grading.TextResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What was answered, in the form in which it is sent: one of these, by the kind of question.
 *
 * @param choices the ids of the choices ticked
 * @param text as it was typed
 * @param pairs the id of a choice by the id of each prompt
 * @param order the ids of all choices
 */
@Schema(name = "Response", example = "{\"pairs\": {\"1\": \"C\", \"2\": \"A\"}}")
public record ResponseView(
        @Nullable List<String> choices,
        @Nullable String text,
        @Nullable BigDecimal number,
        @Nullable SortedMap<String, String> pairs,
        @Nullable List<String> order) {

    /** Null where the answer was cleared. */
    public static @Nullable ResponseView of(@Nullable Response response) {
        return switch (response) {
            case null -> null;
            case ChoiceResponse ticked -> new ResponseView(List.copyOf(ticked.choices()), null, null, null, null);
            case TextResponse typed -> new ResponseView(null, typed.text(), null, null, null);
            case NumberResponse number -> new ResponseView(null, null, number.number(), null, null);
            case PairsResponse pairs -> new ResponseView(null, null, null, pairs.pairs(), null);
            case OrderResponse order -> new ResponseView(null, null, null, null, order.order());
        };
    }
}
