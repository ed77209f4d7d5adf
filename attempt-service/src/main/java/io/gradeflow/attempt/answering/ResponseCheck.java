package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.NumberResponse;
import io.gradeflow.grading.OrderResponse;
import io.gradeflow.grading.PairsResponse;
import io.gradeflow.grading.Response;
import io.gradeflow.grading.TextResponse;
import io.gradeflow.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a response of what a client sent, one kind of question after the other. Looks at nothing of the key. */
final class ResponseCheck {

    static final int LONGEST_TEXT = 1_000;

    private ResponseCheck() {}

    /**
     * @return null where the answer is cleared
     * @throws ProblemException with 400 if the question can't be answered so
     */
    static @Nullable Response response(AnswerRequest request, Question question) {
        if (isCleared(request)) {
            return null;
        }
        return switch (question.kind()) {
            case SINGLE, MULTIPLE, TRUE_FALSE ->
                choices(
                        request.only(
                                "choices",
                                request.choices(),
                                "Name the choices ticked: {\"choices\": [\"A\"]}, or none to clear the answer."),
                        question);
            case SHORT_TEXT ->
                text(request.only(
                        "text",
                        request.text(),
                        "Send what was typed: {\"text\": \"...\"}, or an empty text to clear the answer."));
            case NUMERIC ->
                number(request.only(
                        "number",
                        request.number(),
                        "Send a number: {\"number\": 3.14}, or {\"choices\": []} to clear the answer."));
            case MATCHING ->
                pairs(
                        request.only(
                                "pairs",
                                request.pairs(),
                                "Put choices to prompts: {\"pairs\": {\"1\": \"A\"}}, or none to clear the answer."),
                        question);
            case ORDERING ->
                order(
                        request.only(
                                "order",
                                request.order(),
                                "Put all choices in order: {\"order\": [\"B\", \"A\"]}, or none to clear the answer."),
                        question);
        };
    }

    /** No choices at all clear an answer of any kind, and so does nothing of its own kind. */
    private static boolean isCleared(AnswerRequest request) {
        return request.given().size() == 1 && request.given().values().stream().allMatch(ResponseCheck::isNothing);
    }

    private static boolean isNothing(Object given) {
        return switch (given) {
            case Collection<?> list -> list.isEmpty();
            case Map<?, ?> pairs -> pairs.isEmpty();
            case String text -> text.isBlank();
            default -> false;
        };
    }

    private static Response choices(List<@Nullable String> choices, Question question) {
        requireKnown("choices", choices, question.choiceIds(), "choice");
        if (new HashSet<>(choices).size() < choices.size()) {
            throw invalid("choices", "A choice is named twice.");
        }
        if (choices.size() > question.selectMax()) {
            throw invalid(
                    "choices",
                    "The question takes at most " + question.selectMax() + " choices, not " + choices.size() + ".");
        }
        return ChoiceResponse.of(choices);
    }

    private static Response text(String text) {
        // PostgreSQL keeps neither NUL nor half a character.
        if (text.length() > LONGEST_TEXT || text.indexOf('\u0000') >= 0 || !isWhole(text)) {
            throw invalid(
                    "text", "The text must have at most " + LONGEST_TEXT + " characters, all of Unicode, without NUL.");
        }
        return new TextResponse(text);
    }

    private static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(letter -> letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE);
    }

    private static Response number(BigDecimal number) {
        try {
            return new NumberResponse(number);
        } catch (IllegalArgumentException e) {
            throw invalid(
                    "number",
                    "The number must have at most " + NumberResponse.MAX_DIGITS
                            + " digits before and behind the point.");
        }
    }

    private static Response pairs(Map<String, @Nullable String> pairs, Question question) {
        requireKnown("pairs", pairs.keySet(), question.promptIds(), "prompt");
        requireKnown("pairs", pairs.values(), question.choiceIds(), "choice");
        return new PairsResponse(new TreeMap<>(pairs));
    }

    private static Response order(List<@Nullable String> order, Question question) {
        requireKnown("order", order, question.choiceIds(), "choice");
        if (new HashSet<>(order).size() < order.size()) {
            throw invalid("order", "A choice is named twice.");
        }
        if (order.size() < question.choices().size()) {
            throw invalid("order", "All " + question.choices().size() + " choices must be put in order.");
        }
        return new OrderResponse(order);
    }

    private static void requireKnown(
            String field, Collection<? extends @Nullable String> given, Set<String> known, String what) {
        for (String id : given) {
            if (id == null || !known.contains(id)) {
                throw invalid(
                        field,
                        "The question has no " + what + " " + id + "; it has "
                                + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
    }

    static ProblemException invalid(String field, String detail) {
        return new ProblemException(AttemptError.INVALID_RESPONSE, detail).field(field);
    }
}
