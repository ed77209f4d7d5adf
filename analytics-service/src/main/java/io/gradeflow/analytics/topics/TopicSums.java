package io.gradeflow.analytics.topics;

import io.gradeflow.analytics.facts.TimeHistogram;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Adds up what is counted of the questions that stand below topics now, each answer once in a topic. */
final class TopicSums {

    /** @param path null in the row of everything together */
    record Row(@Nullable String path, @Nullable String title, Figure figure) {}

    /** @param start the first day of the period */
    record Period(LocalDate start, Figure figure) {}

    /**
     * {@code scope} are the topics asked for, {@code below} the questions of each of them, and under a topic null all of them
     * together; of a whole bank also those without a topic.
     */
    private static final String BELOW = """
            scope AS (
                SELECT topic_id, path, title FROM topic
                WHERE bank_id = :bank
                    AND (CAST(:topic AS text) IS NULL OR path = :topic OR starts_with(path, :topic || '/'))),
            placed AS (
                SELECT question_id, retired, topic_id
                FROM question CROSS JOIN LATERAL unnest(topic_ids) AS of_question (topic_id) JOIN scope USING (topic_id)
                WHERE bank_id = :bank),
            below AS (
                SELECT DISTINCT upper.topic_id, question_id, retired
                FROM scope AS upper
                    JOIN scope AS lower ON lower.path = upper.path OR starts_with(lower.path, upper.path || '/')
                    JOIN placed ON placed.topic_id = lower.topic_id
                UNION ALL
                SELECT NULL, question_id, retired FROM question WHERE bank_id = :bank AND CAST(:topic AS text) IS NULL
                UNION ALL
                SELECT DISTINCT CAST(NULL AS uuid), question_id, retired FROM placed WHERE CAST(:topic AS text) IS NOT NULL)
            """;

    private static final String SUMS = """
            sum(answers) AS answers, sum(correct) AS correct, sum(score) AS score, sum(maximum) AS maximum, sum(times) AS times
            """;

    /** Whoever answered a question has one first answer to it, which may be left out here; somebody gave what is left. */
    private static final String LEARNERS = """
            greatest(max(learners), CASE WHEN sum(answers) > 0 THEN 1 END, 0) AS learners
            """;

    private static final String BY_TOPIC = """
            WITH %1$s,
            counted AS (
                SELECT question_id, %2$s, sum(answers) FILTER (WHERE first) AS learners FROM (%3$s) AS source GROUP BY question_id),
            of_topic AS (
                SELECT topic_id, count(*) FILTER (WHERE NOT retired) AS questions, %2$s, %4$s
                FROM below LEFT JOIN counted USING (question_id) GROUP BY topic_id)
            SELECT path, title, questions, answers, correct, score, maximum, times, learners
            FROM (SELECT topic_id, path, title FROM scope
                    WHERE CAST(:level AS int) IS NULL OR cardinality(string_to_array(path, '/')) = :level
                    UNION ALL SELECT NULL, NULL, NULL) AS shown
                LEFT JOIN of_topic ON of_topic.topic_id IS NOT DISTINCT FROM shown.topic_id
            ORDER BY path COLLATE "C" NULLS FIRST
            """;

    private static final String BY_PERIOD = """
            WITH %1$s,
            counted AS (
                SELECT date_trunc(:period, day::timestamp)::date AS start, question_id, %2$s,
                    sum(answers) FILTER (WHERE first) AS learners
                FROM (%3$s) AS source GROUP BY start, question_id)
            SELECT start, count(*) FILTER (WHERE NOT retired) AS questions, %2$s, %4$s
            FROM below JOIN counted USING (question_id)
            WHERE topic_id IS NULL GROUP BY start HAVING sum(answers) > 0 ORDER BY start
            """;

    private final Handle handle;
    private final UUID bank;
    private final TopicFilter filter;
    private final Map<Whose, List<Row>> read = new HashMap<>();

    TopicSums(Handle handle, UUID bank, TopicFilter filter) {
        this.handle = handle;
        this.bank = bank;
        this.filter = filter;
    }

    /** Everything together first, then topics in the order of their paths. Read once. */
    List<Row> byTopic(Whose whose) {
        return read.computeIfAbsent(whose, this::readByTopic);
    }

    private List<Row> readByTopic(Whose whose) {
        AnswerSource source = AnswerSource.of(bank, whose, filter, false);
        return ask(BY_TOPIC.formatted(BELOW, SUMS, source.sums(), LEARNERS), source)
                .bind("level", filter.level())
                .map((row, context) -> new Row(row.getString("path"), row.getString("title"), figure(row)))
                .list();
    }

    /** Of everything together, the periods in which something was answered. */
    List<Period> byPeriod(Whose whose, TopicFilter.Trend trend) {
        AnswerSource source = AnswerSource.of(bank, whose, filter, true);
        return ask(BY_PERIOD.formatted(BELOW, SUMS, source.sums(), LEARNERS), source)
                .bind("period", trend.name())
                .map((row, context) -> new Period(row.getObject("start", LocalDate.class), figure(row)))
                .list();
    }

    /** The cohorts of which a learner was a member when giving one of the counted answers. */
    List<String> cohortsOf(Whose.OfLearner learner) {
        return handle.createQuery("""
                        SELECT DISTINCT cohort FROM answer_fact CROSS JOIN LATERAL unnest(cohorts) AS stamped (cohort)
                        WHERE learner_id = :learner AND bank_id = :bank AND counted AND answered ORDER BY cohort
                        """)
                .bind("learner", learner.learnerId())
                .bind("bank", bank)
                .mapTo(String.class)
                .list();
    }

    private Query ask(String sql, AnswerSource source) {
        return source.bindTo(handle.createQuery(sql)).bind("bank", bank).bind("topic", filter.topic());
    }

    private static Figure figure(ResultSet row) throws SQLException {
        BigDecimal times = row.getBigDecimal("times");
        return Figure.of(
                row.getLong("questions"),
                row.getLong("learners"),
                row.getLong("answers"),
                row.getLong("correct"),
                share(row.getBigDecimal("score"), row.getBigDecimal("maximum")),
                times == null ? null : TimeHistogram.median(times));
    }

    private static @Nullable Double share(@Nullable BigDecimal score, @Nullable BigDecimal maximum) {
        return score == null || maximum == null || maximum.signum() == 0
                ? null
                : score.divide(maximum, MathContext.DECIMAL64).doubleValue();
    }
}
