package io.gradeflow.analytics.population;

import io.gradeflow.analytics.items.Item;
import io.gradeflow.grading.Grade;
import org.jspecify.annotations.Nullable;

/**
 * @param blank what leaving it blank is worth; null where its key isn't here yet
 */
record DescribedItem(
        Item item, @Nullable String externalId, @Nullable Grade blank) {}
