package io.gradeflow.attempt.attempts;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a learner wants to practise.
 *
 * @param bank the bank's slug
 * @param mode {@code practice}
 * @param topics paths of topics; questions of these and of the topics below them; null or empty for the whole bank
 * @param questionCount how many questions, drawn at random; null for all that fit
 */
@Schema(example = """
        {"bank": "aws-ml-engineer", "mode": "practice", "topics": ["model-development"], "questionCount": 10}""")
record AttemptRequest(
        @Nullable String bank,
        @Nullable String mode,
        @Nullable List<String> topics,
        @Nullable Integer questionCount) {

    static final int MAX_QUESTIONS = 1000;

    /** @throws ProblemException with 400 that names the first field that is missing or wrong */
    Wish validated() {
        if (bank == null || bank.isBlank()) {
            throw invalid("bank", "Name the bank by its slug, for example \"aws-ml-engineer\".");
        }
        if (mode == null || !mode.equals("practice")) {
            throw invalid("mode", "The mode must be \"practice\".");
        }
        if (questionCount != null && (questionCount < 1 || questionCount > MAX_QUESTIONS)) {
            throw invalid("questionCount", "questionCount must be from 1 to " + MAX_QUESTIONS + ".");
        }
        if (topics != null && topics.stream().anyMatch(topic -> topic == null || topic.isBlank())) {
            throw invalid("topics", "Each topic must be a path, for example \"model-development\".");
        }
        return new Wish(bank, mode, topics == null ? List.of() : List.copyOf(topics), questionCount);
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }

    /** A request whose fields are there and within their ranges. */
    record Wish(
            String bank,
            String mode,
            List<String> topics,
            @Nullable Integer questionCount) {}
}
