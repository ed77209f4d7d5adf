package io.gradeflow.attempt.modes;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/** What was answered in another system. Nobody starts it, nobody can sign in as its learner, and it counts as practice does. */
@ApplicationScoped
public class Imported implements Mode {

    public static final String NAME = "imported";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Feedback feedback() {
        return Feedback.AFTER_EACH_ANSWER;
    }

    @Override
    public boolean finalOnceGraded() {
        return true;
    }

    @Override
    public boolean pausable() {
        return false;
    }

    @Override
    public boolean examines() {
        return false;
    }

    @Override
    public Paper compose(Wish wish, long seed) {
        throw new ProblemException(
                        AttemptError.MODE_NOT_ALLOWED,
                        "History is not started but loaded, by an administrator: POST /api/v1/responses.")
                .field("mode");
    }
}
