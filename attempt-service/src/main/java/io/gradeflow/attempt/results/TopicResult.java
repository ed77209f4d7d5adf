package io.gradeflow.attempt.results;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What came of the scored questions of a topic that were not withdrawn and of all topics below it, each question once.
 *
 * @param path the way from the root, segments apart by {@code /}
 */
record TopicResult(
        String path, String title, int questions, int answered, int correct, BigDecimal score, BigDecimal maximum) {

    private record Topic(String path, String title, List<PaperRow> rows) {}

    /**
     * Every topic that has scored questions of the paper, by path. A question belongs to the topics of its newest revision, as
     * everywhere.
     */
    static List<TopicResult> of(Handle handle, UUID attemptId, List<PaperRow> rows) {
        Map<Integer, PaperRow> scored = rows.stream()
                .filter(row -> row.scored() && !row.isWithdrawn())
                .collect(Collectors.toMap(PaperRow::position, Function.identity()));
        Map<String, Topic> topics = handle.createQuery("""
                        SELECT DISTINCT upper.path, upper.title, paper.position
                        FROM attempt
                            CROSS JOIN LATERAL unnest(question_ids) WITH ORDINALITY AS paper (question_id, position)
                            CROSS JOIN LATERAL (
                                SELECT topic_ids FROM question WHERE question.question_id = paper.question_id
                                ORDER BY question.revision DESC LIMIT 1) AS newest
                            JOIN topic lower ON lower.topic_id = ANY (newest.topic_ids)
                            JOIN topic upper ON upper.bank_id = lower.bank_id
                                AND (upper.path = lower.path OR starts_with(lower.path, upper.path || '/'))
                        WHERE attempt_id = :attempt
                        """)
                .bind("attempt", attemptId)
                .reduceResultSet(new TreeMap<>(), (found, row, context) -> {
                    PaperRow of = scored.get(row.getInt("position"));
                    if (of != null) {
                        String path = row.getString("path");
                        String title = row.getString("title");
                        found.computeIfAbsent(path, key -> new Topic(key, title, new ArrayList<>()))
                                .rows()
                                .add(of);
                    }
                    return found;
                });
        return topics.values().stream().map(TopicResult::of).toList();
    }

    private static TopicResult of(Topic topic) {
        Score score = Score.of(topic.rows());
        return new TopicResult(
                topic.path(),
                topic.title(),
                topic.rows().size(),
                (int) topic.rows().stream().filter(PaperRow::isAnswered).count(),
                (int) topic.rows().stream().filter(PaperRow::isCorrect).count(),
                score.score(),
                score.maximum());
    }
}
