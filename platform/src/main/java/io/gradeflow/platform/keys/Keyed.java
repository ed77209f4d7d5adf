package io.gradeflow.platform.keys;

import io.gradeflow.events.QuestionPublished;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.grading.ScoringPolicy;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a key of a revision may speak of.
 *
 * @param choices ids, in the order in which they were published
 * @param prompts ids; none unless choices are put to prompts
 * @param selectMin how many choices are ticked at least, with {@code selectMax} 0 where none is
 */
public record Keyed(
        QuestionPublished.Kind kind, List<String> choices, List<String> prompts, int selectMin, int selectMax) {

    /** A key that goes with the revision, scored all or nothing. What is right by it means nothing. */
    public AnswerKey anyKey(BigDecimal maximum) {
        return switch (kind) {
            case SINGLE, MULTIPLE, TRUE_FALSE ->
                new ChoiceKey(new TreeSet<>(choices.subList(0, 1)), ScoringPolicy.ALL_OR_NOTHING, maximum);
            case SHORT_TEXT -> new TextKey(List.of(new TextAnswer("*", Fraction.ONE)), TextRules.LENIENT, maximum);
            case NUMERIC ->
                new NumericKey(List.of(new NumericRange(BigDecimal.ZERO, BigDecimal.ZERO, Fraction.ONE)), maximum);
            case MATCHING -> {
                TreeMap<String, String> pairs = new TreeMap<>();
                prompts.forEach(prompt -> pairs.put(prompt, choices.getFirst()));
                yield new MatchingKey(pairs, MatchingPolicy.ALL_OR_NOTHING, maximum);
            }
            case ORDERING -> new OrderingKey(choices, OrderingPolicy.ALL_OR_NOTHING, maximum);
        };
    }
}
