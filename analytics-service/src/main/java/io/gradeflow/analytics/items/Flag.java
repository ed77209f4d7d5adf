package io.gradeflow.analytics.items;

import org.jspecify.annotations.Nullable;

/**
 * Something about an item that a person should look at.
 *
 * @param option which one it is about; null where it is about the item
 * @param reason a sentence with the figures that led to it
 */
public record Flag(Kind kind, @Nullable String option, String reason) {

    public enum Kind {
        TOO_EASY,
        TOO_HARD,
        KEY_MAY_BE_WRONG,
        DISTRACTOR_OF_THE_STRONG,
        DEAD_DISTRACTOR
    }
}
