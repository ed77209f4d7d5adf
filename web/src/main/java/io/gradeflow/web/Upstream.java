package io.gradeflow.web;

import java.util.List;

/** The services behind the door, each with the API collections that are its own. */
enum Upstream {
    QUESTION("question-service", "banks", "questions", "imports", "audit/question-service"),
    ATTEMPT(
            "attempt-service",
            "attempts",
            "receipts",
            "sittings",
            "cohorts",
            "learners",
            "regrades",
            "responses",
            "grading",
            "set-aside/attempt-service",
            "audit/attempt-service"),
    ANALYTICS("analytics-service", "analytics", "set-aside/analytics-service", "audit/analytics-service");

    private final String serviceName;
    private final List<String> collections;

    Upstream(String serviceName, String... collections) {
        this.serviceName = serviceName;
        this.collections = List.of(collections);
    }

    String serviceName() {
        return serviceName;
    }

    /** What addresses begin with after {@code /api/v1/}. */
    List<String> collections() {
        return collections;
    }
}
