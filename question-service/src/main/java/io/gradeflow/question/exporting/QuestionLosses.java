package io.gradeflow.question.exporting;

import io.gradeflow.question.exporting.writers.Loss;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a format can't hold of one question.
 *
 * @param number of the question in the bank, from 1
 * @param leftOut whether the file won't have it at all
 */
record QuestionLosses(int number, UUID questionId, @Nullable String externalId, boolean leftOut, List<Loss> losses) {}
