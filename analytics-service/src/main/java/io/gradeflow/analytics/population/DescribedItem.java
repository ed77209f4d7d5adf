package io.gradeflow.analytics.population;

import io.gradeflow.analytics.items.Item;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.Grade;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a question.
 *
 * @param keyVersion 0 while its key isn't here
 * @param key null while it isn't here, as is {@code blank}, what leaving the question blank is worth
 */
record DescribedItem(
        Item item,
        @Nullable String externalId,
        int keyVersion,
        @Nullable AnswerKey key,
        @Nullable Grade blank) {}
