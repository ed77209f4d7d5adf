package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.modes.Mode;
import io.gradeflow.attempt.modes.Modes;
import io.gradeflow.attempt.modes.Wish;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a learner wants to practise, review or sit.
 *
 * @param bank the bank's slug
 * @param mode {@code practice}, {@code review} or {@code exam}
 * @param topics paths of topics; questions of these and of the topics below them; null or empty for the whole bank; not in exams
 * @param questionCount how many questions; null for all that fit; not in exams
 * @param blueprint the name of the bank's blueprint that an exam follows; in exams only
 * @param sitting the id of a sitting, which says all the rest
 * @param accessCode with a sitting that needs one
 */
@Schema(example = """
        {"bank": "aws-ml-engineer", "mode": "practice", "topics": ["model-development"], "questionCount": 10}""")
record AttemptRequest(
        @Nullable String bank,
        @Nullable String mode,
        @Nullable List<String> topics,
        @Nullable Integer questionCount,
        @Nullable String blueprint,
        @Nullable UUID sitting,
        @Nullable String accessCode) {

    /** A request whose fields are there, within their ranges, and fit together. */
    sealed interface Asked {

        Mode mode();

        /** Questions of a bank, in a mode of the learner's choice. */
        record OfBank(
                String bank,
                Mode mode,
                List<String> topics,
                @Nullable Integer questionCount,
                @Nullable String blueprint)
                implements Asked {}

        /** What a sitting asks. */
        record OfSitting(UUID sitting, Mode mode, @Nullable String accessCode) implements Asked {}
    }

    /** @throws ProblemException with 400 that names the first field that is missing or wrong */
    Asked validated(Modes modes) {
        if (sitting != null) {
            return ofSitting(sitting, modes);
        }
        if (accessCode != null) {
            throw invalid("accessCode", "An access code is for a sitting; leave it out, or name the sitting.");
        }
        if (bank == null || bank.isBlank() || bank.indexOf('\u0000') >= 0) {
            throw invalid("bank", "Name the bank by its slug, for example \"aws-ml-engineer\".");
        }
        Mode known = modes.find(mode == null ? "" : mode)
                .orElseThrow(
                        () -> invalid("mode", "The mode must be one of " + String.join(", ", modes.names()) + "."));
        if (questionCount != null && (questionCount < 1 || questionCount > Wish.MAX_QUESTIONS)) {
            throw invalid("questionCount", "questionCount must be from 1 to " + Wish.MAX_QUESTIONS + ".");
        }
        if (topics != null && topics.stream().anyMatch(topic -> topic == null || topic.isBlank())) {
            throw invalid("topics", "Each topic must be a path, for example \"model-development\".");
        }
        if (known.examines()) {
            checkExam();
        } else if (blueprint != null) {
            throw invalid("blueprint", "A blueprint is for exams; leave it out, or set the mode to \"exam\".");
        }
        return new Asked.OfBank(
                bank, known, topics == null ? List.of() : List.copyOf(topics), questionCount, blueprint);
    }

    private Asked ofSitting(UUID sittingId, Modes modes) {
        Mode exam = modes.of("exam");
        if (mode != null && !mode.equals(exam.name())) {
            throw invalid("mode", "A sitting is an exam; leave the mode out.");
        }
        if (bank != null) {
            throw invalid("bank", "The sitting says which bank; leave it out.");
        }
        if (blueprint != null) {
            throw invalid("blueprint", "The sitting says which blueprint; leave it out.");
        }
        checkWithoutChoice("sitting");
        return new Asked.OfSitting(sittingId, exam, accessCode);
    }

    private void checkExam() {
        if (blueprint == null || blueprint.isBlank()) {
            throw invalid(
                    "blueprint",
                    "An exam follows a blueprint; name one that GET /api/v1/banks/" + bank + "/blueprints lists.");
        }
        checkWithoutChoice("blueprint");
    }

    private void checkWithoutChoice(String decides) {
        if (questionCount != null) {
            throw invalid("questionCount", "The " + decides + " says how many questions there are; leave it out.");
        }
        if (topics != null && !topics.isEmpty()) {
            throw invalid("topics", "The " + decides + " says what it is about; leave it out.");
        }
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}
