package io.gradeflow.question.correcting;

import io.gradeflow.events.QuestionPublished;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.CreditAllKey;
import io.gradeflow.grading.WithdrawnKey;
import java.util.List;
import java.util.TreeSet;

/**
 * A revision of a question with the key that is in force.
 *
 * @param first the key that the revision was published with; what full credit is, and how partly right responses are scored,
 *     stays for ever as this one says, so that an undo gives the former grades to the digit
 */
record KeyedRevision(
        List<QuestionPublished.Choice> choices,
        QuestionPublished.SelectionCount select,
        int keyVersion,
        AnswerKey key,
        AnswerKey first) {

    /**
     * The key that the correction asks for.
     *
     * @throws io.gradeflow.platform.problem.ProblemException with 400 if the revision has no such choice, or lets a learner
     *     select fewer or more
     */
    AnswerKey corrected(Correction correction) {
        return switch (correction.effect()) {
            case REGRADE -> choicesRight(correction.choices());
            case CREDIT_ALL -> new CreditAllKey(first.maximum());
            case WITHDRAW -> new WithdrawnKey();
        };
    }

    private AnswerKey choicesRight(List<String> right) {
        List<String> known = choices.stream().map(QuestionPublished.Choice::id).toList();
        for (int i = 0; i < right.size(); i++) {
            if (!known.contains(right.get(i))) {
                String entry = "choices[" + i + "]";
                throw CorrectionCheck.invalid(
                        entry,
                        entry + " must be the id of a choice of this revision: " + String.join(", ", known) + ".");
            }
        }
        if (right.size() < select.min() || right.size() > select.max()) {
            throw CorrectionCheck.invalid(
                    "choices",
                    "This revision lets a learner select " + range() + ", so as many must be right; " + right.size()
                            + " given. If that was the mistake, import the question with another wording.");
        }
        return switch (first) {
            case ChoiceKey key -> new ChoiceKey(new TreeSet<>(right), key.policy(), key.maximum());
            case CreditAllKey key -> throw neverFirst(key);
            case WithdrawnKey key -> throw neverFirst(key);
        };
    }

    private String range() {
        return select.min() == select.max() ? "" + select.min() : select.min() + " to " + select.max();
    }

    private static IllegalStateException neverFirst(AnswerKey key) {
        return new IllegalStateException(
                "only a correction makes a " + key.getClass().getSimpleName());
    }
}
