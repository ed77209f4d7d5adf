package io.gradeflow.attempt.life;

/** Where an attempt stands in its life, as it is stored and shown. */
public enum AttemptStatus {
    OPEN,
    /** By its learner, for as long as it pleases; never in an exam. */
    PAUSED,
    /** By its learner. */
    FINISHED,
    /** Its time was up. */
    EXPIRED,
    /** By the staff: it counts nowhere. */
    VOIDED;

    /** Whether it ended and counts. */
    public boolean isCounted() {
        return this == FINISHED || this == EXPIRED;
    }

    /** Whether nothing more can be answered. */
    public boolean isEnded() {
        return this != OPEN && this != PAUSED;
    }
}
