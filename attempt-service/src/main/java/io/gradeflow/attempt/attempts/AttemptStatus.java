package io.gradeflow.attempt.attempts;

/** Where an attempt stands in its life. */
public enum AttemptStatus {
    OPEN,
    FINISHED
}
