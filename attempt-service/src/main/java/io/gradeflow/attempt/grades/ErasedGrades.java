package io.gradeflow.attempt.grades;

/** The grades of answers whose words are erased. Such an answer takes the grades that come, as all views do, and waits for none. */
public final class ErasedGrades {

    /** Stands in place of the key version, and is higher than any: what is graded so is never behind. */
    public static final int FOR_GOOD = Integer.MAX_VALUE;

    private ErasedGrades() {}
}
