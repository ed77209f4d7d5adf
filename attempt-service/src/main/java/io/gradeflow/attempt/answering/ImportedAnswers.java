package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.grading.Response;
import io.gradeflow.platform.database.Columns;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Answers that were given in another system. */
public final class ImportedAnswers {

    /** @param answeredAt stands where other answers have the time at which they were received */
    public record Answer(UUID attemptId, int position, Question.Ref question, Response response, Instant answeredAt) {}

    private ImportedAnswers() {}

    /**
     * Stores first versions, for positions that no answer has, of attempts whose rows are held. They go to the graders in the slow
     * lane; {@link ImportedRelay} sends them once they are committed.
     */
    public static void store(Handle handle, List<Answer> answers) {
        if (answers.isEmpty()) {
            return;
        }
        Columns.of(answers)
                .uuid("attempts", Answer::attemptId)
                .integer("positions", Answer::position)
                .uuid("answers", answer -> StoredAnswer.answerId(answer.attemptId(), answer.position()))
                .uuid("questions", answer -> answer.question().questionId())
                .integer("revisions", answer -> answer.question().revision())
                .text("responses", answer -> StoredResponse.write(answer.response()))
                .instant("times", Answer::answeredAt)
                .bindTo(handle.createUpdate("""
                        INSERT INTO answer (attempt_id, position, version, answer_id, question_id, revision, response, received_at,
                            slow)
                        SELECT attempt_id, position, 1, answer_id, question_id, revision, response::jsonb, received_at, true
                        FROM unnest(:attempts, :positions, :answers, :questions, :revisions, :responses, :times)
                            AS given (attempt_id, position, answer_id, question_id, revision, response, received_at)
                        """))
                .execute();
    }
}
