package io.gradeflow.analytics.facts;

import java.util.List;
import java.util.stream.Collectors;

/** Cohorts as an array of PostgreSQL in its text form, for columns in which each row has an array of its own. */
final class CohortText {

    private CohortText() {}

    /** Each once, in the order of their names, so that the same cohorts are the same text; one without a name is none. */
    static String of(List<String> cohorts) {
        return cohorts.stream()
                .filter(cohort -> !cohort.isEmpty())
                .distinct()
                .sorted()
                .map(cohort -> '"' + cohort.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
