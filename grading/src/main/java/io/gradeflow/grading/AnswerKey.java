package io.gradeflow.grading;

import java.math.BigDecimal;

/** What is right for one revision of a question, and how it is scored. Each kind of question has its own kind of key. */
public sealed interface AnswerKey permits ChoiceKey, CreditAllKey, WithdrawnKey {

    /** Full credit; zero where the question is withdrawn, else above zero. */
    BigDecimal maximum();
}
