package io.gradeflow.attempt.importing;

/** What a line turned out to be. */
sealed interface Reading {

    record Given(GivenLine line) implements Reading {}

    record Bad(Verdict verdict) implements Reading {}
}
