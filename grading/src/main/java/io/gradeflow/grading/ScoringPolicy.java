package io.gradeflow.grading;

/** How a response that is partly right is scored. */
public enum ScoringPolicy {
    /** Full credit for exactly the key, nothing for anything else. */
    ALL_OR_NOTHING
}
