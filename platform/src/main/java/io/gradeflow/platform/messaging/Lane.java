package io.gradeflow.platform.messaging;

import java.util.Locale;

/** The two ways of an answer through the system: what a learner waits for, and what is graded again or loaded. */
public enum Lane {
    LIVE,
    SLOW;

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
