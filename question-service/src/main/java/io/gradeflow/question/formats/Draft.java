package io.gradeflow.question.formats;

import io.gradeflow.events.QuestionPublished.Choice;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.MatchingKey;
import io.gradeflow.grading.MatchingPolicy;
import io.gradeflow.grading.NumericKey;
import io.gradeflow.grading.OrderingKey;
import io.gradeflow.grading.OrderingPolicy;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.WithdrawnKey;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question as a file has it.
 *
 * @param choices ids unique; none where the answer is typed. What is put to prompts or in order is made by {@link KeylessOrder}, so
 *     that neither ids nor order tell what is right
 * @param prompts what choices are put to; none unless the question is a matching one
 * @param selectMin how many choices are ticked at least, with {@code selectMax} 0 where none is
 *     and 1 to 1 where one is right
 * @param topics paths that the question itself names; empty where the bank's rules decide
 */
public record Draft(
        @Nullable String externalId,
        Kind kind,
        String stem,
        List<DraftChoice> choices,
        List<Choice> prompts,
        int selectMin,
        int selectMax,
        AnswerKey key,
        List<String> topics,
        @Nullable String explanation) {

    /** @param correct whether the key names it, where choices are ticked; else false */
    public record DraftChoice(String id, String text, boolean correct) {}

    public Draft {
        choices = List.copyOf(choices);
        prompts = List.copyOf(prompts);
        topics = List.copyOf(topics);
        boolean one = kind == Kind.SINGLE || kind == Kind.TRUE_FALSE;
        if (one && (selectMin != 1 || selectMax != 1)) {
            throw new IllegalArgumentException("of a question of one choice, one is selected");
        }
    }

    /** A question of choices of which one is right or several are, all or nothing for one point. */
    public Draft(
            @Nullable String externalId,
            String stem,
            List<DraftChoice> choices,
            int selectMin,
            int selectMax,
            List<String> topics,
            @Nullable String explanation) {
        this(
                externalId,
                selectMax == 1 ? Kind.SINGLE : Kind.MULTIPLE,
                stem,
                choices,
                List.of(),
                selectMin,
                selectMax,
                ChoiceKey.allOrNothing(correct(choices)),
                topics,
                explanation);
    }

    /** A question whose answer is typed. */
    public static Draft typed(About about, Kind kind, AnswerKey key) {
        return new Draft(
                about.externalId(),
                kind,
                about.stem(),
                List.of(),
                List.of(),
                0,
                0,
                key,
                about.topics(),
                about.explanation());
    }

    /**
     * @param pairs prompts with their right answers, as texts
     * @param distractors texts that are right for none
     */
    public static Draft matching(About about, List<Pair> pairs, List<String> distractors, MatchingPolicy policy) {
        KeylessOrder answers = KeylessOrder.of(Stream.concat(pairs.stream().map(Pair::answer), distractors.stream()));
        return new Draft(
                about.externalId(),
                Kind.MATCHING,
                about.stem(),
                answers.choices(),
                Pair.prompts(pairs),
                0,
                0,
                new MatchingKey(Pair.key(pairs, answers), policy, about.maximum()),
                about.topics(),
                about.explanation());
    }

    /** @param order texts as they belong */
    public static Draft ordering(About about, List<String> order, OrderingPolicy policy) {
        KeylessOrder items = KeylessOrder.of(order.stream());
        return new Draft(
                about.externalId(),
                Kind.ORDERING,
                about.stem(),
                items.choices(),
                List.of(),
                0,
                0,
                new OrderingKey(order.stream().map(items::id).toList(), policy, about.maximum()),
                about.topics(),
                about.explanation());
    }

    public Draft withTopics(List<String> paths) {
        return new Draft(externalId, kind, stem, choices, prompts, selectMin, selectMax, key, paths, explanation);
    }

    public Draft withExplanation(@Nullable String other) {
        return new Draft(externalId, kind, stem, choices, prompts, selectMin, selectMax, key, topics, other);
    }

    public List<String> correct() {
        return correct(choices);
    }

    private static List<String> correct(List<DraftChoice> choices) {
        return choices.stream()
                .filter(DraftChoice::correct)
                .map(DraftChoice::id)
                .toList();
    }

    public List<String> choiceIds() {
        return choices.stream().map(DraftChoice::id).toList();
    }

    /** How much text it has, but for what is accepted, of which there is little. */
    public long characters() {
        return Stream.concat(
                                choices.stream().map(DraftChoice::text),
                                prompts.stream().map(Choice::text))
                        .mapToLong(String::length)
                        .sum()
                + stem.length()
                + (explanation == null ? 0 : explanation.length());
    }

    /** What keyword rules look at: the stem and what is right. What is wrong says little on what a question is about. */
    public String searchedText() {
        return rightTexts().collect(Collectors.joining(" ", stem + " ", ""));
    }

    private Stream<String> rightTexts() {
        return switch (key) {
            case ChoiceKey ticked ->
                choices.stream().filter(DraftChoice::correct).map(DraftChoice::text);
            case TextKey text ->
                text.accepted().stream()
                        .filter(answer -> answer.weight().equals(Fraction.ONE))
                        .map(TextAnswer::text);
            case MatchingKey matching ->
                Stream.concat(
                        prompts.stream().map(Choice::text),
                        choices.stream()
                                .filter(choice -> matching.pairs().containsValue(choice.id()))
                                .map(DraftChoice::text));
            case OrderingKey ordering -> choices.stream().map(DraftChoice::text);
            case NumericKey numeric -> Stream.empty();
            case CreditAllKey creditAll -> Stream.empty();
            case WithdrawnKey withdrawn -> Stream.empty();
        };
    }
}
