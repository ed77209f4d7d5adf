package io.gradeflow.attempt;

import io.gradeflow.events.EventJson;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.NumberResponse;
import io.gradeflow.grading.OrderResponse;
import io.gradeflow.grading.PairsResponse;
import io.gradeflow.grading.Response;
import io.gradeflow.grading.TextResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form in which rows keep responses, and in which clients see them; null throughout is an answer that was cleared. */
public final class StoredResponse {

    private StoredResponse() {}

    public static @Nullable Response read(@Nullable String stored) {
        return stored == null ? null : EventJson.read(stored.getBytes(StandardCharsets.UTF_8), Response.class);
    }

    public static @Nullable String write(@Nullable Response response) {
        return response == null ? null : new String(EventJson.write(response), StandardCharsets.UTF_8);
    }

    /** The ids of the choices ticked, in order; none where the answer was cleared, or nothing is ticked. */
    public static List<String> ticked(@Nullable Response response) {
        return switch (response) {
            case null -> List.of();
            case ChoiceResponse choice -> List.copyOf(choice.choices());
            case TextResponse text -> List.of();
            case NumberResponse number -> List.of();
            case PairsResponse pairs -> List.of();
            case OrderResponse order -> List.of();
        };
    }
}
