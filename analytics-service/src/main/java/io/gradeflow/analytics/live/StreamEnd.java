package io.gradeflow.analytics.live;

/** Why nothing follows. */
record StreamEnd(Reason reason) {

    enum Reason {
        /** Whoever comes back with a new token hears the rest. */
        TOKEN_EXPIRED,
        /** What was asked for isn't there any more, such as a topic that was moved. */
        GONE
    }
}
