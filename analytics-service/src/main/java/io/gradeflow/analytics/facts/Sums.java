package io.gradeflow.analytics.facts;

/**
 * What the statements over facts and over endings share: whether a fact counts, and how its change reaches the sums. Both sides
 * hold the attempts' rows while they look, so that neither misses what the other one does at the same moment; see ADR 11.
 */
final class Sums {

    /**
     * Whether a fact counts, over its columns and those of its {@code attempt}. An exam's counts once the exam is over, and only
     * in a version that its paper holds: a newer one was given after the attempt was opened again, even if nothing says so yet.
     * All others count at once. Nothing counts of what was voided.
     */
    static final String COUNTS = """
            CASE WHEN mode = 'exam'
                THEN coalesce(ending IN ('FINISHED', 'EXPIRED')
                    AND answer_version <= answer_versions[array_position(question_ids, question_id)], false)
                ELSE ending IS DISTINCT FROM 'VOIDED' END
            """;

    /** What a written fact is more in the sums than its row before was; for {@code RETURNING}. */
    static final String CHANGE = """
            new.bank_id, new.learner_id, new.question_id,
            (new.counted AND new.answered)::int - coalesce((old.counted AND old.answered)::int, 0) AS answers,
            (new.counted AND new.correct)::int - coalesce((old.counted AND old.correct)::int, 0) AS correct,
            CASE WHEN new.counted AND new.answered THEN new.score ELSE 0 END
                - CASE WHEN old.counted AND old.answered THEN old.score ELSE 0 END AS score,
            CASE WHEN new.counted AND new.answered THEN new.maximum ELSE 0 END
                - CASE WHEN old.counted AND old.answered THEN old.maximum ELSE 0 END AS maximum
            """;

    /**
     * Adds the changes of the table expression {@code applied} to the sums. Rows are written in the order of their keys, so that
     * several instances and lanes never wait for each other in a circle.
     */
    static final String ADD = """
            moved AS (SELECT * FROM applied WHERE (answers, correct, score, maximum) <> (0, 0, 0, 0)),
            by_learner AS (
                INSERT INTO learner_question_rollup AS rollup (bank_id, learner_id, question_id, answers, correct)
                SELECT bank_id, learner_id, question_id, sum(answers), sum(correct) FROM moved
                GROUP BY bank_id, learner_id, question_id ORDER BY bank_id, learner_id, question_id
                ON CONFLICT (bank_id, learner_id, question_id) DO UPDATE SET
                    answers = rollup.answers + excluded.answers, correct = rollup.correct + excluded.correct)
            INSERT INTO question_rollup AS rollup (bank_id, question_id, answers, correct, score, maximum)
            SELECT bank_id, question_id, sum(answers), sum(correct), sum(score), sum(maximum) FROM moved
            GROUP BY bank_id, question_id ORDER BY bank_id, question_id
            ON CONFLICT (bank_id, question_id) DO UPDATE SET
                answers = rollup.answers + excluded.answers, correct = rollup.correct + excluded.correct,
                score = rollup.score + excluded.score, maximum = rollup.maximum + excluded.maximum
            """;

    private Sums() {}
}
