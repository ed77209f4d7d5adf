package io.gradeflow.attempt.modes;

/** One way of using a bank. Each is a small class; {@link Modes} knows all of them. */
public interface Mode {

    /** When a learner is told what was right. */
    enum Feedback {
        AFTER_EACH_ANSWER,
        AFTER_ENDING
    }

    /** As in requests and events, lower case. */
    String name();

    Feedback feedback();

    /** Whether an answer can't be changed any more once it is graded. Must hold where feedback comes with the grade. */
    boolean finalOnceGraded();

    boolean pausable();

    /**
     * Whether it is an examination: then its learner may look up nothing in the same bank meanwhile, and it needs a blueprint.
     */
    boolean examines();

    /**
     * The paper of an attempt. The same bank revision, wish, seed and, for modes that look at it, history give the same paper.
     *
     * @throws io.gradeflow.platform.problem.ProblemException if no paper as wished can be composed
     */
    Paper compose(Wish wish, long seed);
}
