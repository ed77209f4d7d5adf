package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.Response;
import io.gradeflow.platform.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a response of what a client ticked. */
final class ChoiceCheck {

    private ChoiceCheck() {}

    /**
     * @return null where the answer is cleared
     * @throws ProblemException with 400 if the question can't be answered so
     */
    static @Nullable Response response(AnswerRequest request, Question question) {
        List<String> choices = request.choices();
        if (choices == null) {
            throw invalid("Name the choices ticked: {\"choices\": [\"A\"]}, or none to clear the answer.");
        }
        Set<String> ids = question.choiceIds();
        for (String choice : choices) {
            if (choice == null || !ids.contains(choice)) {
                throw invalid("The question has no choice " + choice + "; it has "
                        + String.join(", ", ids.stream().sorted().toList()) + ".");
            }
        }
        if (new HashSet<>(choices).size() < choices.size()) {
            throw invalid("A choice is named twice.");
        }
        if (choices.size() > question.selectMax()) {
            throw invalid(
                    "The question takes at most " + question.selectMax() + " choices, not " + choices.size() + ".");
        }
        return choices.isEmpty() ? null : ChoiceResponse.of(choices);
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(AttemptError.INVALID_RESPONSE, detail).field("choices");
    }
}
