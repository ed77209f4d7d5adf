package io.gradeflow.analytics.facts;

import io.gradeflow.events.AnswerGraded;
import io.gradeflow.platform.database.Columns;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes facts and carries what changed on to the sums. */
final class FactTables {

    private static final Comparator<AnswerGraded> BY_VERSIONS =
            Comparator.comparingInt(AnswerGraded::answerVersion).thenComparingInt(AnswerGraded::keyVersion);

    /**
     * Locks the attempts' rows, those that are missing made first, in one pass in the order of ids: made in a pass of their own,
     * one side would hold a new row and wait for an old one while another does the reverse. {@code WHERE false} locks and leaves
     * the row as it is.
     */
    private static final String HOLD_ATTEMPTS = """
            INSERT INTO attempt AS held (attempt_id)
            SELECT DISTINCT attempt_id FROM unnest(:attempts) AS told (attempt_id) ORDER BY attempt_id
            ON CONFLICT (attempt_id) DO UPDATE SET paper_version = held.paper_version WHERE false
            """;

    /**
     * One statement a batch, with a view of the data that begins after the attempts are held. A fact takes only a higher
     * {@code (answer_version, key_version)}, and what it changed by, against the row before, goes to the sums: so duplicates,
     * replays, reordering and regrades all end in the same figures.
     */
    private static final String APPLY = """
            WITH told AS (
                SELECT * FROM unnest(:answers, :answerVersions, :keyVersions, :attempts, :banks, :learners, :questions, :revisions,
                        :modes, :answered, :corrects, :scores, :maxima, :times)
                    AS t (answer_id, answer_version, key_version, attempt_id, bank_id, learner_id, question_id, revision,
                        mode, answered, correct, score, maximum, answered_at)),
            applied AS (
                INSERT INTO answer_fact AS fact (answer_id, answer_version, key_version, attempt_id, bank_id, learner_id,
                    question_id, revision, mode, answered, correct, score, maximum, answered_at, counted)
                SELECT told.*, %s FROM told JOIN attempt USING (attempt_id) ORDER BY answer_id
                ON CONFLICT (answer_id) DO UPDATE SET
                    answer_version = excluded.answer_version, key_version = excluded.key_version,
                    answered = excluded.answered, correct = excluded.correct, score = excluded.score,
                    maximum = excluded.maximum, answered_at = excluded.answered_at, counted = excluded.counted
                WHERE (fact.answer_version, fact.key_version) < (excluded.answer_version, excluded.key_version)
                RETURNING %s),
            %s
            """.formatted(Sums.COUNTS, Sums.CHANGE, Sums.ADD);

    private FactTables() {}

    /** Leaves out what somebody of the staff tried out. */
    static void apply(Handle handle, List<AnswerGraded> events) {
        List<AnswerGraded> newest = List.copyOf(events.stream()
                .filter(grade -> !Boolean.TRUE.equals(grade.preview()))
                .collect(Collectors.toMap(
                        AnswerGraded::answerId, Function.identity(), BinaryOperator.maxBy(BY_VERSIONS)))
                .values());
        Columns.of(newest)
                .uuid("attempts", AnswerGraded::attemptId)
                .bindTo(handle.createUpdate(HOLD_ATTEMPTS))
                .execute();
        Columns.of(newest)
                .uuid("answers", AnswerGraded::answerId)
                .integer("answerVersions", AnswerGraded::answerVersion)
                .integer("keyVersions", AnswerGraded::keyVersion)
                .uuid("attempts", AnswerGraded::attemptId)
                .uuid("banks", AnswerGraded::bankId)
                .text("learners", AnswerGraded::learnerId)
                .uuid("questions", AnswerGraded::questionId)
                .integer("revisions", AnswerGraded::revision)
                .text("modes", AnswerGraded::mode)
                .bool("answered", FactTables::counts)
                .bool("corrects", grade -> counts(grade) && grade.correct())
                .numeric("scores", AnswerGraded::score)
                .numeric("maxima", AnswerGraded::maximum)
                .instant("times", AnswerGraded::answeredAt)
                .bindTo(handle.createUpdate(APPLY))
                .execute();
    }

    /** Whether something was answered, to a question that is not withdrawn. */
    private static boolean counts(AnswerGraded grade) {
        return grade.response() != null && grade.maximum().signum() > 0;
    }
}
