package io.gradeflow.attempt.answering;

/**
 * The last answer to a position that came too late.
 *
 * @param version counts from 1; 0 where there is none
 * @param waiting as {@link LateAnswers.LateAnswer} has it
 */
record LastLate(int version, boolean waiting) {

    static final LastLate NONE = new LastLate(0, false);

    /** So many changes of one position are kept. */
    static final int MOST = 100;
}
