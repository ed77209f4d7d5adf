package io.gradeflow.attempt;

import io.gradeflow.events.EventJson;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.WithdrawnKey;
import io.gradeflow.platform.keys.KeyView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form in which rows keep keys, and in which clients see them once they may; null throughout is one that isn't known. */
public final class StoredKey {

    private StoredKey() {}

    public static @Nullable AnswerKey read(@Nullable String stored) {
        return stored == null ? null : EventJson.read(stored.getBytes(StandardCharsets.UTF_8), AnswerKey.class);
    }

    /** All that is right, and how it scores. */
    public static @Nullable KeyView view(@Nullable AnswerKey key) {
        return key == null ? null : KeyView.of(key);
    }

    /** The ids of the choices that are right, in order; none where everybody has the credit, or nobody, or nothing is ticked. */
    public static @Nullable List<String> right(@Nullable AnswerKey key) {
        return switch (key) {
            case null -> null;
            case ChoiceKey choice -> List.copyOf(choice.correct());
            case TextKey text -> List.of();
            case NumericKey numeric -> List.of();
            case MatchingKey matching -> List.of();
            case OrderingKey ordering -> List.of();
            case CreditAllKey creditAll -> List.of();
            case WithdrawnKey withdrawn -> List.of();
        };
    }
}
