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

    private static final List<String> IDS = List.of(TRUE, FALSE);
    private static final List<String> TEXTS = List.of("True", "False");

    private TrueFalse() {}

    /** Whether choices are just those of such a statement. */
    public static boolean isOne(List<String> ids, List<String> texts) {
        return ids.equals(IDS) && texts.equals(TEXTS);
    }

    public static Draft draft(About about, boolean answer) {
        return draft(about.externalId(), about.stem(), answer, about.maximum(), about.topics(), about.explanation());
    }

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
                List.of(
                        new DraftChoice(TRUE, TEXTS.getFirst(), answer),
                        new DraftChoice(FALSE, TEXTS.getLast(), !answer)),
                List.of(),
                1,
                1,
                new ChoiceKey(new TreeSet<>(List.of(answer ? TRUE : FALSE)), ScoringPolicy.ALL_OR_NOTHING, maximum),
                topics,
                explanation);
    }
}
