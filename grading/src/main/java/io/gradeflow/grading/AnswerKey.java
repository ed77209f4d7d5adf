package io.gradeflow.grading;

import java.math.BigDecimal;

/**
 * What is right for one revision of a question, and how it is scored. Each kind of question has its own kind of key; a key
 * that was put right by giving everybody the credit, or by taking the question out, is of a kind of its own.
 */
public sealed interface AnswerKey
        permits ChoiceKey, TextKey, NumericKey, MatchingKey, OrderingKey, CreditAllKey, WithdrawnKey {

    /** Full credit; zero where the question was withdrawn. */
    BigDecimal maximum();
}
