package io.gradeflow.analytics.facts;

import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.Response;
import io.gradeflow.platform.database.Columns;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What grades tell of answers, as columns of {@code answer_fact}. */
final class GradeColumns {

    /** As {@code answer_fact} has them, but for what is decided there. */
    static final String NAMES = """
            answer_id, answer_version, key_version, attempt_id, bank_id, learner_id, question_id, revision, mode, blueprint, cohorts,
            response, answered, correct, score, maximum, elapsed_millis, answered_at
            """;

    /** A table expression of the grades that were bound. */
    static final String TOLD = """
            told AS (
                SELECT answer_id, answer_version, key_version, attempt_id, bank_id, learner_id COLLATE "C" AS learner_id, question_id,
                    revision, mode, blueprint, cohorts::text[], response, answered, correct, score, maximum, elapsed_millis, answered_at
                FROM unnest(:answers, :answerVersions, :keyVersions, :attempts, :banks, :learners, :questions, :revisions,
                        :modes, :blueprints, :cohorts, :responses, :answered, :corrects, :scores, :maxima, :elapsed, :times)
                    AS t (%s))""".formatted(NAMES);

    private GradeColumns() {}

    /** In the order of {@link #NAMES}. */
    static Columns<AnswerGraded> of(List<AnswerGraded> told) {
        return Columns.of(told)
                .uuid("answers", AnswerGraded::answerId)
                .integer("answerVersions", AnswerGraded::answerVersion)
                .integer("keyVersions", AnswerGraded::keyVersion)
                .uuid("attempts", AnswerGraded::attemptId)
                .uuid("banks", AnswerGraded::bankId)
                .text("learners", AnswerGraded::learnerId)
                .uuid("questions", AnswerGraded::questionId)
                .integer("revisions", AnswerGraded::revision)
                .text("modes", AnswerGraded::mode)
                .text("blueprints", AnswerGraded::blueprint)
                .text("cohorts", grade -> CohortText.of(grade.cohorts()))
                .text("responses", GradeColumns::response)
                .bool("answered", GradeColumns::isAnswered)
                .bool("corrects", grade -> isAnswered(grade) && grade.correct())
                .numeric("scores", AnswerGraded::score)
                .numeric("maxima", AnswerGraded::maximum)
                .bigint("elapsed", AnswerGraded::elapsedMillis)
                .instant("times", AnswerGraded::answeredAt);
    }

    private static @Nullable String response(AnswerGraded grade) {
        Response response = grade.responseToKeep();
        return response == null ? null : new String(EventJson.write(response), StandardCharsets.UTF_8);
    }

    /** Whether something was answered, to a question that is not withdrawn. */
    private static boolean isAnswered(AnswerGraded grade) {
        return grade.response() != null && grade.maximum().signum() > 0;
    }
}
