package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.modes.Mode;
import io.gradeflow.attempt.modes.Modes;
import io.gradeflow.attempt.modes.Wish;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.util.List;
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
 */
@Schema(example = """
        {"bank": "aws-ml-engineer", "mode": "practice", "topics": ["model-development"], "questionCount": 10}""")
record AttemptRequest(
        @Nullable String bank,
        @Nullable String mode,
        @Nullable List<String> topics,
        @Nullable Integer questionCount,
        @Nullable String blueprint) {

    /** @throws ProblemException with 400 that names the first field that is missing or wrong */
    Asked validated(Modes modes) {
        if (bank == null || bank.isBlank()) {
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
        return new Asked(bank, known, topics == null ? List.of() : List.copyOf(topics), questionCount, blueprint);
    }

    private void checkExam() {
        if (blueprint == null || blueprint.isBlank()) {
            throw invalid(
                    "blueprint",
                    "An exam follows a blueprint; name one that GET /api/v1/banks/" + bank + "/blueprints lists.");
        }
        if (questionCount != null) {
            throw invalid("questionCount", "The blueprint says how many questions an exam has; leave it out.");
        }
        if (topics != null && !topics.isEmpty()) {
            throw invalid("topics", "The blueprint says what an exam is about; leave it out.");
        }
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }

    /** A request whose fields are there, within their ranges, and fit the mode. */
    record Asked(
            String bank,
            Mode mode,
            List<String> topics,
            @Nullable Integer questionCount,
            @Nullable String blueprint) {}
}
