package io.gradeflow.question.exporting.writers;

import io.gradeflow.question.formats.Draft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question as a format can hold it.
 *
 * @param draft null where the format can't hold it at all, and the losses say why
 * @param losses in what it differs from the question of the bank; none where it doesn't
 */
public record Fitted(@Nullable Draft draft, List<Loss> losses) {

    public Fitted {
        losses = List.copyOf(losses);
        if (draft == null && losses.isEmpty()) {
            throw new IllegalArgumentException("a question that is left out must say why");
        }
    }
}
