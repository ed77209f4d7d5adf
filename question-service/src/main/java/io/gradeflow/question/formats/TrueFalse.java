package io.gradeflow.question.formats;

import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.question.formats.Draft.DraftChoice;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A statement that is true or false: a single choice whose two choices have the ids {@value #TRUE} and {@value #FALSE}. */
public final class TrueFalse {

    public static final String TRUE = "true";
    public static final String FALSE = "false";

    private TrueFalse() {}

    public static Draft draft(
            @Nullable String externalId,
            String stem,
            boolean answer,
            BigDecimal maximum,
            List<String> topics,
            @Nullable String explanation) {
        return new Draft(
                externalId,
                Kind.TRUE_FALSE,
                stem,
                List.of(new DraftChoice(TRUE, "True", answer), new DraftChoice(FALSE, "False", !answer)),
                List.of(),
                1,
                1,
                new ChoiceKey(new TreeSet<>(List.of(answer ? TRUE : FALSE)), ScoringPolicy.ALL_OR_NOTHING, maximum),
                topics,
                explanation);
    }
}
