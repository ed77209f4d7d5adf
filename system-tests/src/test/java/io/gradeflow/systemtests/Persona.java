package io.gradeflow.systemtests;

/** Those as whom every call is made. */
enum Persona {
    /** Sends no token. */
    NOBODY,
    /** Sends a token whose seal is broken. */
    FORGER,
    /** A learner of another cohort. */
    OTHER,
    /** The learner it is about, whose exam is open. */
    BEFORE,
    /** The learner it is about, whose exam is finished. */
    AFTER,
    /** An instructor of another cohort. */
    STRANGER,
    /** An instructor of the learner's cohort. */
    LEADER,
    AUTHOR,
    ADMIN;

    boolean isStaff() {
        return this == STRANGER || this == LEADER || this == AUTHOR || this == ADMIN;
    }

    boolean isTheLearner() {
        return this == BEFORE || this == AFTER;
    }
}
