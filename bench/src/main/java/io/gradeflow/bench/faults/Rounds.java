package io.gradeflow.bench.faults;

import io.gradeflow.bench.BenchException;
import io.gradeflow.devstack.local.LocalStackException;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Plays round after round; whatever breaks one off is a finding, and the next can follow. */
final class Rounds {

    /** What is done in a round. */
    @FunctionalInterface
    interface Course {

        /** Notes what it finds; what it throws is a finding too. */
        void play(int number, Fault fault, Random random, Notes notes);
    }

    private final Course course;
    private final BooleanSupplier isEnded;
    private final long seed;

    /** @param isEnded whether somebody has ended the run, after which a failure says nothing */
    Rounds(Course course, BooleanSupplier isEnded, long seed) {
        this.course = course;
        this.isEnded = isEnded;
        this.seed = seed;
    }

    Round run(int number, Fault fault) {
        Notes notes = new Notes();
        try {
            course.play(number, fault, random(number), notes);
        } catch (RuntimeException e) {
            if (isEnded.getAsBoolean()) {
                throw e;
            }
            notes.found(inWords(e));
        }
        return notes.round(number, fault);
    }

    /** Each round has its own, so that its lengths follow from the seed and its number alone. */
    private Random random(int number) {
        return new Random(new SplittableRandom(seed + number).nextLong());
    }

    private static String inWords(RuntimeException e) {
        return e instanceof BenchException || e instanceof LocalStackException
                ? String.valueOf(e.getMessage())
                : "The round broke off: " + e;
    }
}
