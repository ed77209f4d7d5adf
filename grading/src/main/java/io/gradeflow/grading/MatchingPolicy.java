package io.gradeflow.grading;

/** How a matching response is scored that is partly right. */
public enum MatchingPolicy {
    /** Full credit for exactly the key, nothing for anything else. */
    ALL_OR_NOTHING,
    /** The right pairs of all. */
    PER_PAIR,
    /** The right pairs less the wrong ones, of all; never below zero. A prompt left without a target is neither. */
    RIGHT_MINUS_WRONG
}
