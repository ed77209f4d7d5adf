package io.gradeflow.analytics;

import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.AttemptFinished.PaperEntry;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.Response;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a learner, as the log tells of it.
 *
 * @param time when answers are given; null for now
 * @param elapsedMillis how long each takes
 */
public record Sitter(
        UUID attempt,
        UUID bank,
        String learner,
        String mode,
        List<String> cohorts,
        @Nullable Instant time,
        @Nullable Long elapsedMillis,
        @Nullable String blueprint) {

    public Sitter(UUID bank, String learner, String mode) {
        this(UUID.randomUUID(), bank, learner, mode, List.of("everyone"), null, null, null);
    }

    public Sitter by(String anyBlueprint) {
        return new Sitter(attempt, bank, learner, mode, cohorts, time, elapsedMillis, anyBlueprint);
    }

    public Sitter in(String... anyCohorts) {
        return new Sitter(attempt, bank, learner, mode, List.of(anyCohorts), time, elapsedMillis, blueprint);
    }

    public Sitter at(Instant anyTime) {
        return new Sitter(attempt, bank, learner, mode, cohorts, anyTime, elapsedMillis, blueprint);
    }

    public Sitter taking(long millis) {
        return new Sitter(attempt, bank, learner, mode, cohorts, time, millis, blueprint);
    }

    public AnswerGraded graded(UUID question, int answerVersion, int keyVersion, boolean correct) {
        return graded(question, answerVersion, keyVersion, correct, ChoiceResponse.of(List.of(correct ? "A" : "B")));
    }

    /** Another answer to a question, as history may have it. */
    public AnswerGraded again(UUID question, boolean correct) {
        return again(question, 1, 1, correct);
    }

    /** The same to a revision, under this version of its key. */
    public AnswerGraded again(UUID question, int revision, int keyVersion, boolean correct) {
        AnswerGraded first = graded(question, 1, keyVersion, correct);
        return new AnswerGraded(
                UUID.randomUUID(),
                1,
                keyVersion,
                attempt,
                1,
                learner,
                bank,
                mode,
                cohorts,
                question,
                revision,
                first.response(),
                first.score(),
                first.maximum(),
                correct,
                elapsedMillis,
                first.answeredAt(),
                blueprint,
                null);
    }

    /** The answer in version 1 that chose this, under a newer key. */
    public AnswerGraded regraded(UUID question, int keyVersion, String chosen, boolean correct) {
        return graded(question, 1, keyVersion, correct, ChoiceResponse.of(List.of(chosen)));
    }

    /** The same, not right, but worth something. */
    public AnswerGraded regradedPartly(UUID question, int keyVersion, String chosen, BigDecimal score) {
        return graded(question, 1, keyVersion, false, ChoiceResponse.of(List.of(chosen)), score, BigDecimal.ONE);
    }

    /** An answer, right or not, under a key that takes the question out of scoring. */
    public AnswerGraded withdrawn(UUID question, int answerVersion, int keyVersion) {
        return graded(
                question,
                answerVersion,
                keyVersion,
                false,
                ChoiceResponse.of(List.of("A")),
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    public AnswerGraded cleared(UUID question, int answerVersion) {
        return graded(question, answerVersion, 1, false, null);
    }

    /** The attempt's paper holds these, each in the same version. */
    public AttemptFinished ended(
            int paperVersion, AttemptFinished.Ending ending, int answerVersion, UUID... questions) {
        return new AttemptFinished(
                attempt,
                learner,
                bank,
                mode,
                cohorts,
                ending,
                Instant.now(),
                Instant.now(),
                List.of(questions).stream()
                        .map(question -> new PaperEntry(1, question, 1, answerVersion, null))
                        .toList(),
                null,
                null,
                paperVersion);
    }

    /** After an hour; of the paper's questions these are answered in version 1, the others left blank. */
    public AttemptFinished endedWith(
            int paperVersion, AttemptFinished.Ending ending, List<UUID> answered, List<UUID> questions) {
        Instant now = time == null ? Instant.now() : time;
        return new AttemptFinished(
                attempt,
                learner,
                bank,
                mode,
                cohorts,
                ending,
                now.minus(Duration.ofHours(1)),
                now,
                questions.stream()
                        .map(question -> new PaperEntry(
                                1 + questions.indexOf(question),
                                question,
                                1,
                                answered.contains(question) ? 1 : null,
                                null))
                        .toList(),
                blueprint,
                null,
                paperVersion);
    }

    private AnswerGraded graded(
            UUID question, int answerVersion, int keyVersion, boolean correct, @Nullable Response response) {
        return graded(
                question,
                answerVersion,
                keyVersion,
                correct,
                response,
                correct ? BigDecimal.ONE : BigDecimal.ZERO,
                BigDecimal.ONE);
    }

    private AnswerGraded graded(
            UUID question,
            int answerVersion,
            int keyVersion,
            boolean correct,
            @Nullable Response response,
            BigDecimal score,
            BigDecimal maximum) {
        return new AnswerGraded(
                UUID.nameUUIDFromBytes((attempt + "/" + question).getBytes(StandardCharsets.UTF_8)),
                answerVersion,
                keyVersion,
                attempt,
                1,
                learner,
                bank,
                mode,
                cohorts,
                question,
                1,
                response,
                score,
                maximum,
                correct,
                elapsedMillis,
                time == null ? Instant.now() : time,
                blueprint,
                null);
    }
}
