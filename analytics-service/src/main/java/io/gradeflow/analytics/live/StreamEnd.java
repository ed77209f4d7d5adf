package io.gradeflow.analytics.live;

/** Why nothing follows. */
record StreamEnd(Reason reason) {

    enum Reason {
        /** Whoever comes back with a new token hears the rest. */
        TOKEN_EXPIRED,
        /** The learner whose own figures these are began an exam over the bank. */
        EXAM_OPEN,
        /** What was asked for isn't there any more, such as a topic that was moved. */
        GONE
    }
}
