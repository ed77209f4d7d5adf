package io.gradeflow.bench.report;

/** Something that a figure has to hold, and whether it did. */
public record Bar(String text, boolean held) {}
