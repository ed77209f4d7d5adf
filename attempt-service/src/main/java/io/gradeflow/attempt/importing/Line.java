package io.gradeflow.attempt.importing;

/** A line of a stream, in number counted from 1. */
sealed interface Line {

    int number();

    /** @param text without its ending; never blank */
    record Text(int number, String text) implements Line {}

    /** One that can't be read at all. */
    record Unreadable(int number, Verdict verdict) implements Line {}
}
