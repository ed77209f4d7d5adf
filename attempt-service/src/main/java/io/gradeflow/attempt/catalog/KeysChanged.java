package io.gradeflow.attempt.catalog;

/** Told within this instance once newer keys are committed: answers may be behind. */
public record KeysChanged() {}
