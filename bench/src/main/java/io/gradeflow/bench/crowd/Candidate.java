package io.gradeflow.bench.crowd;

import io.gradeflow.bench.crowd.AttemptLedger.Standing;
import io.gradeflow.bench.crowd.Learner.Outcome;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * One of many who take attempts at the same time: practice, some of it finished, and exams, under a new name each. Answers
 * are changed and cleared now and then, and while some attempts are being finished, an answer is still on its way.
 */
public final class Candidate {

    private static final int PRACTICE_QUESTIONS = 12;
    private static final int LONGEST_THOUGHT_MILLIS = 2_000;

    private final FaultySystem system;
    private final PatientApi api;
    private final KeyedBank bank;
    private final Executor threads;
    private final BooleanSupplier over;
    private final Queue<AttemptLedger> ledgers;
    private final String name;
    private final Random random;
    private int exams;

    public Candidate(
            FaultySystem system,
            PatientApi api,
            KeyedBank bank,
            Executor threads,
            BooleanSupplier over,
            Queue<AttemptLedger> ledgers,
            int number) {
        this.system = system;
        this.api = api;
        this.bank = bank;
        this.threads = threads;
        this.over = over;
        this.ledgers = ledgers;
        this.name = bank.slug() + "-" + number;
        this.random = new Random(number);
    }

    public void practise() {
        Learner learner = Learner.of(system, api, name);
        while (!over.getAsBoolean()) {
            takeOne(learner);
        }
    }

    public void practiseAndSit() {
        Learner learner = Learner.of(system, api, name);
        while (!over.getAsBoolean()) {
            takeOne(learner);
            Learner examinee = examinee();
            AttemptLedger exam = examinee.sit(bank);
            ledgers.add(exam);
            answerEach(examinee, exam);
            finish(examinee, exam);
        }
    }

    /** Changes answers until the exam is over by itself. */
    public void sitUntilTimeIsUp() {
        Learner examinee = examinee();
        AttemptLedger exam = examinee.sit(bank);
        ledgers.add(exam);
        Outcome outcome = Outcome.ACKNOWLEDGED;
        while (outcome != Outcome.OVER) {
            outcome = change(
                    examinee,
                    exam,
                    exam.questions().get(random.nextInt(exam.questions().size())));
            think();
        }
    }

    private void takeOne(Learner learner) {
        AttemptLedger practice = learner.practise(bank, PRACTICE_QUESTIONS);
        ledgers.add(practice);
        answerEach(learner, practice);
        if (random.nextInt(3) > 0) {
            finish(learner, practice);
        }
    }

    private Learner examinee() {
        return Learner.of(system, api, name + "-exam-" + ++exams);
    }

    private void answerEach(Learner learner, AttemptLedger attempt) {
        for (Asked question : attempt.questions()) {
            if (over.getAsBoolean() || change(learner, attempt, question) == Outcome.OVER) {
                return;
            }
            think();
            if (random.nextInt(3) == 0) {
                Asked earlier = attempt.questions().get(random.nextInt(question.position()));
                change(learner, attempt, earlier);
            }
        }
    }

    /** Seldom to none. */
    private Outcome change(Learner learner, AttemptLedger attempt, Asked question) {
        Standing standing = attempt.newest(question.position());
        boolean clears = !standing.choices().isEmpty() && random.nextInt(12) == 0;
        List<String> choices = clears ? List.of() : question.otherThan(standing.choices(), random);
        return learner.answer(attempt, question.position(), choices);
    }

    /** Half of the times with an answer beside it, and once more with one after it, which has to be refused. */
    private void finish(Learner learner, AttemptLedger attempt) {
        Asked some = attempt.questions().get(random.nextInt(attempt.questions().size()));
        if (random.nextBoolean()) {
            attempt.finishing();
            CompletableFuture<Void> finish = CompletableFuture.runAsync(() -> learner.finish(attempt), threads);
            change(learner, attempt, some);
            finish.join();
        } else {
            learner.finish(attempt);
        }
        change(learner, attempt, some);
    }

    private void think() {
        PatientApi.pause(random.nextInt(LONGEST_THOUGHT_MILLIS));
    }
}
