package io.gradeflow.grading;

/** How an order is scored that is partly right. */
public enum OrderingPolicy {
    /** Full credit for exactly the key, nothing for anything else. */
    ALL_OR_NOTHING,
    /** The items that stand in their place, of all. */
    PER_POSITION,
    /** The items that are directly followed by the one that should follow, of all but the last. */
    PER_NEIGHBOUR
}
