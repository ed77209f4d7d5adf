package io.gradeflow.analytics.topics;

import io.gradeflow.analytics.AnalyticsError;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.LogEnds;
import io.gradeflow.platform.messaging.BanksBarrier;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Reads topic figures: sums over the questions that stand below a topic now. */
@ApplicationScoped
class TopicFigures {

    private static final Duration BANK_PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Per question and learner, or per question where everybody is asked for. */
    private static final String FIGURES = """
            WITH below AS (
                SELECT DISTINCT upper.topic_id, question_id, retired
                FROM topic upper
                    JOIN topic lower ON lower.bank_id = upper.bank_id
                        AND (lower.path = upper.path OR starts_with(lower.path, upper.path || '/'))
                    JOIN question ON question.bank_id = upper.bank_id AND lower.topic_id = ANY (topic_ids)
                WHERE upper.bank_id = :bank
                UNION ALL
                SELECT NULL, question_id, retired FROM question WHERE bank_id = :bank),
            counted AS (
                SELECT question_id, answers, correct FROM question_rollup
                WHERE bank_id = :bank AND CAST(:learner AS text) IS NULL
                UNION ALL
                SELECT question_id, answers, correct FROM learner_question_rollup
                WHERE bank_id = :bank AND learner_id = :learner),
            sums AS (
                SELECT topic_id, count(*) FILTER (WHERE NOT retired) AS questions,
                    coalesce(sum(answers), 0) AS answers, coalesce(sum(correct), 0) AS correct
                FROM below LEFT JOIN counted USING (question_id)
                GROUP BY topic_id),
            people AS (
                SELECT topic_id, count(DISTINCT learner_id) AS learners
                FROM below JOIN learner_question_rollup USING (question_id)
                WHERE bank_id = :bank AND answers > 0 AND (CAST(:learner AS text) IS NULL OR learner_id = :learner)
                GROUP BY topic_id)
            SELECT path, title, coalesce(sums.questions, 0) AS questions, coalesce(people.learners, 0) AS learners,
                coalesce(sums.answers, 0) AS answers, coalesce(sums.correct, 0) AS correct
            FROM (SELECT topic_id, path, title FROM topic WHERE bank_id = :bank UNION ALL SELECT NULL, NULL, NULL) AS topic
                LEFT JOIN sums ON sums.topic_id IS NOT DISTINCT FROM topic.topic_id
                LEFT JOIN people ON people.topic_id IS NOT DISTINCT FROM topic.topic_id
            ORDER BY path COLLATE "C" NULLS FIRST
            """;

    private record Row(@Nullable String path, @Nullable String title, TopicAccuracy.Figure figure) {}

    private final Jdbi jdbi;
    private final BanksBarrier barrier;
    private final Freshness freshness;

    TopicFigures(Jdbi jdbi, BanksBarrier barrier, Freshness freshness) {
        this.jdbi = jdbi;
        this.barrier = barrier;
        this.freshness = freshness;
    }

    /**
     * @param learnerId whose answers alone are counted; null for everybody's
     * @throws ProblemException with 404 if there is no such bank
     */
    TopicAccuracy of(String slug, @Nullable String learnerId) {
        UUID bank = bank(slug);
        // The ends are asked for before the figures are read: where nothing waits, the figures hold all that stood
        // there.
        Optional<LogEnds> ends = freshness.ends();
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            List<Row> rows = handle.createQuery(FIGURES)
                    .bind("bank", bank)
                    .bind("learner", learnerId)
                    .map((row, context) -> row(row))
                    .list();
            Freshness.Reach reach = freshness.reach(handle, ends);
            return new TopicAccuracy(
                    reach.asOf(),
                    reach.pending(),
                    rows.getFirst().figure(),
                    rows.stream()
                            .skip(1)
                            .map(row -> TopicAccuracy.TopicFigure.of(
                                    String.valueOf(row.path()), String.valueOf(row.title()), row.figure()))
                            .toList());
        });
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("path"),
                row.getString("title"),
                TopicAccuracy.Figure.of(
                        row.getLong("questions"),
                        row.getLong("learners"),
                        row.getLong("answers"),
                        row.getLong("correct")));
    }

    private UUID bank(String slug) {
        Optional<UUID> known = jdbi.withHandle(handle -> bank(handle, slug));
        if (known.isEmpty()) {
            awaitBanks();
            known = jdbi.withHandle(handle -> bank(handle, slug));
        }
        return known.orElseThrow(() -> new ProblemException(
                        AnalyticsError.BANK_UNKNOWN, "No bank has the slug " + slug + "; see GET /api/v1/banks.")
                .field("bank"));
    }

    private static Optional<UUID> bank(Handle handle, String slug) {
        return handle.createQuery("SELECT bank_id FROM bank WHERE slug = :slug ORDER BY bank_id DESC LIMIT 1")
                .bind("slug", slug)
                .mapTo(UUID.class)
                .findOne();
    }

    private void awaitBanks() {
        long giveUp = System.nanoTime() + BANK_PATIENCE.toNanos();
        BanksBarrier.Target target = barrier.target();
        while (!barrier.reached(target) && System.nanoTime() < giveUp) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
