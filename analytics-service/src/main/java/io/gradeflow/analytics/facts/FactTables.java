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
     * One statement a batch. A fact takes only a higher {@code (answer_version, key_version)}, and what it changed by, against
     * the row before, goes to the sums: so duplicates, replays, reordering and regrades all end in the same figures. Rows are
     * written in the order of their keys, so that several instances and lanes never wait for each other in a circle.
     */
    private static final String APPLY = """
            WITH told AS (
                SELECT * FROM unnest(:answers, :answerVersions, :keyVersions, :attempts, :banks, :learners, :questions, :revisions,
                        :modes, :answered, :corrects, :scores, :maxima, :times)
                    AS t (answer_id, answer_version, key_version, attempt_id, bank_id, learner_id, question_id, revision,
                        mode, answered, correct, score, maximum, answered_at)),
            applied AS (
                INSERT INTO answer_fact AS fact (answer_id, answer_version, key_version, attempt_id, bank_id, learner_id,
                    question_id, revision, mode, answered, correct, score, maximum, answered_at)
                SELECT * FROM told ORDER BY answer_id
                ON CONFLICT (answer_id) DO UPDATE SET
                    answer_version = excluded.answer_version, key_version = excluded.key_version,
                    answered = excluded.answered, correct = excluded.correct, score = excluded.score,
                    maximum = excluded.maximum, answered_at = excluded.answered_at
                WHERE (fact.answer_version, fact.key_version) < (excluded.answer_version, excluded.key_version)
                RETURNING new.bank_id, new.learner_id, new.question_id,
                    new.answered::int - coalesce(old.answered::int, 0) AS answers,
                    new.correct::int - coalesce(old.correct::int, 0) AS correct,
                    CASE WHEN new.answered THEN new.score ELSE 0 END
                        - CASE WHEN old.answered THEN old.score ELSE 0 END AS score,
                    CASE WHEN new.answered THEN new.maximum ELSE 0 END
                        - CASE WHEN old.answered THEN old.maximum ELSE 0 END AS maximum),
            by_learner AS (
                INSERT INTO learner_question_rollup AS rollup (bank_id, learner_id, question_id, answers, correct)
                SELECT bank_id, learner_id, question_id, sum(answers), sum(correct) FROM applied
                GROUP BY bank_id, learner_id, question_id ORDER BY bank_id, learner_id, question_id
                ON CONFLICT (bank_id, learner_id, question_id) DO UPDATE SET
                    answers = rollup.answers + excluded.answers, correct = rollup.correct + excluded.correct)
            INSERT INTO question_rollup AS rollup (bank_id, question_id, answers, correct, score, maximum)
            SELECT bank_id, question_id, sum(answers), sum(correct), sum(score), sum(maximum) FROM applied
            GROUP BY bank_id, question_id ORDER BY bank_id, question_id
            ON CONFLICT (bank_id, question_id) DO UPDATE SET
                answers = rollup.answers + excluded.answers, correct = rollup.correct + excluded.correct,
                score = rollup.score + excluded.score, maximum = rollup.maximum + excluded.maximum
            """;

    private FactTables() {}

    /** Leaves out what somebody of the staff tried out. */
    static void apply(Handle handle, List<AnswerGraded> events) {
        List<AnswerGraded> newest = List.copyOf(events.stream()
                .filter(grade -> !Boolean.TRUE.equals(grade.preview()))
                .collect(Collectors.toMap(
                        AnswerGraded::answerId, Function.identity(), BinaryOperator.maxBy(BY_VERSIONS)))
                .values());
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
                .bool("answered", grade -> grade.response() != null)
                .bool("corrects", grade -> grade.response() != null && grade.correct())
                .numeric("scores", AnswerGraded::score)
                .numeric("maxima", AnswerGraded::maximum)
                .instant("times", AnswerGraded::answeredAt)
                .bindTo(handle.createUpdate(APPLY))
                .execute();
    }
}
