package io.gradeflow.question;

import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.WithdrawnKey;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key as authors see it. */
@Schema(example = """
        {"kind": "choice", "choices": ["A"], "maximum": 1}""")
public record KeyView(
        @Schema(
                description =
                        "`choice`; `credit-all`, where everybody has full credit; `withdrawn`, where nobody has any")
        String kind,

        @Schema(description = "The ids of the choices that are right, where it is a `choice`") @Nullable
        List<String> choices,

        @Schema(description = "Full credit; 0 where it is `withdrawn`")
        BigDecimal maximum) {

    public static KeyView of(AnswerKey key) {
        return switch (key) {
            case ChoiceKey choice -> new KeyView("choice", List.copyOf(choice.correct()), choice.maximum());
            case CreditAllKey creditAll -> new KeyView("credit-all", null, creditAll.maximum());
            case WithdrawnKey withdrawn -> new KeyView("withdrawn", null, withdrawn.maximum());
        };
    }
}
