package io.gradeflow.grading;

/** How a response to a question of choices is scored that is partly right. */
public enum ScoringPolicy {
    /** Full credit for exactly the key, nothing for anything else. */
    ALL_OR_NOTHING,
    /** As many of the key's choices as are ticked, less the other ones that are, of the size of the key; never below zero. */
    RIGHT_MINUS_WRONG,
    /** The sum of what each choice ticked is worth, from -1 to 1 of full credit, held between nothing and full credit. */
    OPTION_WEIGHTS,
    /** The sum of the points of each choice ticked, held between two bounds, of the upper one. */
    MAP_RESPONSE
}
