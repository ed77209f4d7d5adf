package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.catalog.Bank;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Draws the questions of an attempt from a bank: each at most once, in an order that the attempt's id alone decides. */
final class Composition {

    /** A question on the paper. */
    record Drawn(UUID questionId, int revision) {}

    private Composition() {}

    /**
     * @param seed the attempt's id: the same seed over the same bank revision draws the same paper
     * @return at least one question, in the order of the paper
     */
    static List<Drawn> draw(Handle handle, Bank bank, AttemptRequest.Wish wish, UUID seed) {
        for (String topic : wish.topics()) {
            requireTopic(handle, bank, topic);
        }
        int wanted = wish.questionCount() == null ? AttemptRequest.MAX_QUESTIONS : wish.questionCount();
        List<Drawn> drawn = handle.createQuery("""
                        WITH current AS (
                            SELECT DISTINCT ON (question_id) question_id, revision, retired_in, topic_ids
                            FROM question WHERE bank_id = :bank AND introduced_in <= :revision
                            ORDER BY question_id, revision DESC),
                        chosen AS (
                            SELECT topic_id FROM topic, unnest(:paths) AS wanted (path)
                            WHERE bank_id = :bank
                                AND (topic.path = wanted.path OR starts_with(topic.path, wanted.path || '/')))
                        SELECT question_id, revision FROM current
                        WHERE (retired_in IS NULL OR retired_in > :revision)
                            AND (cardinality(:paths) = 0 OR topic_ids && ARRAY(SELECT topic_id FROM chosen))
                        ORDER BY sha256(convert_to(question_id::text || :seed, 'UTF8'))
                        LIMIT :wanted
                        """)
                .bind("bank", bank.id())
                .bind("revision", bank.revision())
                .bindArray("paths", String.class, wish.topics())
                .bind("seed", seed.toString())
                .bind("wanted", wanted)
                .map((row, context) -> new Drawn(row.getObject("question_id", UUID.class), row.getInt("revision")))
                .list();
        if (drawn.isEmpty()) {
            throw new ProblemException(
                    AttemptError.BANK_EMPTY,
                    "No question of " + bank.slug() + " fits; choose other topics or another bank.");
        }
        if (wish.questionCount() != null && drawn.size() < wish.questionCount()) {
            throw new ProblemException(
                            AttemptError.NOT_ENOUGH_QUESTIONS,
                            "Only " + drawn.size() + " questions fit; ask for that many or fewer.")
                    .field("questionCount")
                    .with("available", drawn.size());
        }
        return drawn;
    }

    private static void requireTopic(Handle handle, Bank bank, String path) {
        boolean known = handle.createQuery("SELECT EXISTS (SELECT FROM topic WHERE bank_id = :bank AND path = :path)")
                .bind("bank", bank.id())
                .bind("path", path)
                .mapTo(boolean.class)
                .one();
        if (!known) {
            throw new ProblemException(
                            PlatformError.INVALID_FIELD,
                            "The bank " + bank.slug() + " has no topic " + path + "; see GET /api/v1/banks/"
                                    + bank.slug() + "/topics.")
                    .field("topics");
        }
    }
}
