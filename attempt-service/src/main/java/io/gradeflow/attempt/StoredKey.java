package io.gradeflow.attempt;

import io.gradeflow.events.EventJson;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.WithdrawnKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form in which rows keep keys, and in which clients see them once they may; null throughout is one that isn't known. */
public final class StoredKey {

    private StoredKey() {}

    public static @Nullable AnswerKey read(@Nullable String stored) {
        return stored == null ? null : EventJson.read(stored.getBytes(StandardCharsets.UTF_8), AnswerKey.class);
    }

    /** The ids of the choices that are right, in order; none where everybody has the credit, or nobody. */
    public static @Nullable List<String> right(@Nullable AnswerKey key) {
        return switch (key) {
            case null -> null;
            case ChoiceKey choice -> List.copyOf(choice.correct());
            case CreditAllKey creditAll -> List.of();
            case WithdrawnKey withdrawn -> List.of();
        };
    }
}
