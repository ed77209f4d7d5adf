package io.gradeflow.attempt.modes;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.BankContents;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Questions drawn at random, each explained as soon as it is answered. */
@ApplicationScoped
class Practice implements Mode {

    @Override
    public String name() {
        return "practice";
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
        return true;
    }

    @Override
    public boolean examines() {
        return false;
    }

    @Override
    public Paper compose(Wish wish, long seed) {
        List<BankContents.Entry> candidates = Candidates.of(wish);
        if (candidates.isEmpty()) {
            throw new ProblemException(
                    AttemptError.BANK_EMPTY,
                    "No question of " + wish.bank().slug() + " fits; choose other topics or another bank.");
        }
        Integer count = wish.questionCount();
        if (count != null && candidates.size() < count) {
            throw new ProblemException(
                            AttemptError.NOT_ENOUGH_QUESTIONS,
                            "Only " + candidates.size() + " questions fit; ask for that many or fewer.")
                    .field("questionCount")
                    .with("available", candidates.size());
        }
        return Paper.scored(new Draw(seed).some(candidates, count == null ? Wish.MAX_QUESTIONS : count));
    }
}
