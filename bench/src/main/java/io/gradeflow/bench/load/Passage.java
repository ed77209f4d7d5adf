package io.gradeflow.bench.load;

/**
 * When a call went through its stations, by {@link System#nanoTime}.
 *
 * @param answered when the last byte of its answer was here; when that was given up, where none came
 * @param ended when the last of its sequel was answered; {@code answered} if it has none
 * @param last the answer to the last of its sequel
 */
public record Passage(long due, long answered, long ended, Answer last) {}
