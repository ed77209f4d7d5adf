package io.gradeflow.analytics.facts;

import io.gradeflow.platform.database.ArrayText;
import java.util.List;

/** Cohorts as an array of PostgreSQL in its text form, for columns in which each row has an array of its own. */
final class CohortText {

    private CohortText() {}

    /** Each once, in the order of their names, so that the same cohorts are the same text; one without a name is none. */
    static String of(List<String> cohorts) {
        return ArrayText.ofTexts(cohorts.stream()
                .filter(cohort -> !cohort.isEmpty())
                .distinct()
                .sorted()
                .toList());
    }
}
