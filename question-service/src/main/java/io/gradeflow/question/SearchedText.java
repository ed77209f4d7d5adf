package io.gradeflow.question;

import io.gradeflow.events.QuestionPublished.Choice;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.WithdrawnKey;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What keyword rules look at: the stem and what is right. What is wrong says little on what a question is about. */
public final class SearchedText {

    private SearchedText() {}

    /** @param prompts of a matching question; of all others none */
    public static String of(String stem, List<Choice> choices, List<Choice> prompts, AnswerKey key) {
        return right(choices, prompts, key).collect(Collectors.joining(" ", stem + " ", ""));
    }

    private static Stream<String> right(List<Choice> choices, List<Choice> prompts, AnswerKey key) {
        return switch (key) {
            case ChoiceKey ticked ->
                choices.stream()
                        .filter(choice -> ticked.correct().contains(choice.id()))
                        .map(Choice::text);
            case TextKey text ->
                text.accepted().stream()
                        .filter(answer -> answer.weight().equals(Fraction.ONE))
                        .map(TextAnswer::text);
            case MatchingKey matching ->
                Stream.concat(
                        prompts.stream().map(Choice::text),
                        choices.stream()
                                .filter(choice -> matching.pairs().containsValue(choice.id()))
                                .map(Choice::text));
            case OrderingKey _ -> choices.stream().map(Choice::text);
            case NumericKey _, CreditAllKey _, WithdrawnKey _ -> Stream.empty();
        };
    }
}
