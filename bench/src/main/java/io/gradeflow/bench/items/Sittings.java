package io.gradeflow.bench.items;

import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.AttemptFinished.PaperEntry;
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
 * Exams of a whole bank, each of another learner. Learners differ in ability and questions in difficulty, as the Rasch model has
 * it; who is wrong ticks any other choice.
 *
 * @param run tells these exams from those of another run over the same bank
 */
record Sittings(String run, CountedBank bank) {

    private static final Instant BEGIN = Instant.parse("2026-05-04T09:00:00Z");
    private static final Duration EACH = Duration.ofSeconds(45);

    int questions() {
        return bank.questions().size();
    }

    /** @param number counts answers, attempt after attempt */
    AnswerGraded answer(int number) {
        int sitting = number / questions();
        int position = number % questions();
        SplittableRandom random = new SplittableRandom(1 + number);
        boolean right = random.nextDouble() < 1 / (1 + Math.exp(difficulty(position) - ability(sitting)));
        return new AnswerGraded(
                id("answer " + number),
                1,
                1,
                attempt(sitting),
                position + 1,
                learner(sitting),
                bank.id(),
                "exam",
                List.of("everyone"),
                bank.questions().get(position),
                1,
                ChoiceResponse.of(List.of(GeneratedBank.choice(position + 1, right ? 0 : random.nextInt(1, 4)))),
                right ? BigDecimal.ONE : BigDecimal.ZERO,
                BigDecimal.ONE,
                right,
                Math.round(EACH.toMillis() * Math.exp(0.5 * random.nextGaussian())),
                BEGIN.plus(EACH.multipliedBy(position)),
                null,
                null);
    }

    AttemptFinished ending(int sitting) {
        return new AttemptFinished(
                attempt(sitting),
                learner(sitting),
                bank.id(),
                "exam",
                List.of("everyone"),
                AttemptFinished.Ending.FINISHED,
                BEGIN,
                BEGIN.plus(EACH.multipliedBy(questions())).plusSeconds(sitting),
                IntStream.range(0, questions())
                        .mapToObj(position ->
                                new PaperEntry(position + 1, bank.questions().get(position), 1, 1, null))
                        .toList(),
                null,
                null,
                1);
    }

    private static double ability(int sitting) {
        return new SplittableRandom(-sitting).nextGaussian();
    }

    private double difficulty(int position) {
        return -2 + 4.0 * position / questions();
    }

    private UUID attempt(int sitting) {
        return id("attempt " + sitting);
    }

    private String learner(int sitting) {
        return id("learner " + sitting).toString();
    }

    private UUID id(String of) {
        return UUID.nameUUIDFromBytes((run + ' ' + bank.id() + ' ' + of).getBytes(StandardCharsets.UTF_8));
    }
}
