package io.gradeflow.bench.facts;

import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.grading.ChoiceResponse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Graded answers of learners who work through a bank over three months: each answers twenty questions an attempt, each fifth
 * answer is to the question of the one before, and all belong to one of ten cohorts. They come in rounds, one answer a learner.
 * The same number is always the same answer.
 *
 * @param run tells these answers from those of another run over the same bank
 */
public record MadeUpAnswers(String run, UUID bank, List<UUID> questions, int learners, int count) {

    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration PERIOD = Duration.ofDays(90);
    private static final int PER_ATTEMPT = 20;
    private static final int REPEATED_EACH = 5;
    private static final int COHORTS = 10;
    private static final double RIGHT = 0.65;
    private static final double MEDIAN_MILLIS = 40_000;
    private static final double SPREAD = 0.8;

    /** By the key that graded them first. */
    public AnswerGraded graded(int number) {
        return answer(number, 1, isRight(number));
    }

    /** By a corrected key, under which nine of ten are worth something else. */
    public AnswerGraded regraded(int number) {
        return answer(number, 2, isRightOnceCorrected(number));
    }

    /** As it is sent to the graders; ticked is what {@link GeneratedBank} takes for right, or a wrong choice beside it. */
    public AnswerSubmitted submitted(int number) {
        AnswerGraded graded = graded(number);
        return new AnswerSubmitted(
                graded.answerId(),
                graded.answerVersion(),
                graded.attemptId(),
                graded.position(),
                graded.learnerId(),
                graded.bankId(),
                graded.mode(),
                graded.cohorts(),
                graded.questionId(),
                graded.revision(),
                ChoiceResponse.of(List.of(GeneratedBank.choice(asked(number) + 1, graded.correct() ? 0 : 1))),
                graded.elapsedMillis(),
                graded.answeredAt(),
                1,
                graded.blueprint(),
                graded.preview());
    }

    /** Of all ids: another as soon as one of them is left out, or stands twice in another's place. */
    long sumOfIds() {
        return numbers().mapToLong(number -> sum(answerId(number))).sum();
    }

    static long sum(UUID id) {
        return 31 * id.getMostSignificantBits() + id.getLeastSignificantBits();
    }

    private UUID answerId(int number) {
        return id("answer " + number);
    }

    public long right() {
        return numbers().filter(this::isRight).count();
    }

    public long rightOnceCorrected() {
        return numbers().filter(this::isRightOnceCorrected).count();
    }

    private IntStream numbers() {
        return IntStream.range(0, count);
    }

    private boolean isRight(int number) {
        return random(number).nextDouble() < RIGHT;
    }

    private boolean isRightOnceCorrected(int number) {
        return (number % 10 != 0) ^ isRight(number);
    }

    private AnswerGraded answer(int number, int keyVersion, boolean right) {
        int learner = number % learners;
        int turn = number / learners;
        int turns = Math.ceilDiv(count, learners);
        UUID attempt = id("attempt " + learner + "/" + turn / PER_ATTEMPT);
        SplittableRandom random = random(number);
        random.nextDouble();
        Duration at = PERIOD.dividedBy(turns).multipliedBy(turn).plusMillis(learner);
        return new AnswerGraded(
                answerId(number),
                1,
                keyVersion,
                attempt,
                1 + turn % PER_ATTEMPT,
                id("learner " + learner).toString(),
                bank,
                "practice",
                List.of("cohort-" + cohort(learner)),
                questions.get(asked(number)),
                1,
                ChoiceResponse.of(List.of(right ? "A" : "B")),
                right ? BigDecimal.ONE : BigDecimal.ZERO,
                BigDecimal.ONE,
                right,
                Math.round(MEDIAN_MILLIS * Math.exp(SPREAD * random.nextGaussian())),
                BEGIN.plus(at),
                null,
                null);
    }

    /** The index of the question that it is an answer to. */
    private int asked(int number) {
        int turn = number / learners;
        int asked = turn % REPEATED_EACH == REPEATED_EACH - 1 ? turn - 1 : turn;
        return Math.floorMod(number % learners * 31 + asked, questions.size());
    }

    /** Says nothing of the questions that a learner is asked. */
    private static int cohort(int learner) {
        return random(-1 - learner).nextInt(COHORTS);
    }

    private static SplittableRandom random(int number) {
        return new SplittableRandom(number);
    }

    private UUID id(String of) {
        return UUID.nameUUIDFromBytes((run + ' ' + bank + ' ' + of).getBytes(StandardCharsets.UTF_8));
    }
}
