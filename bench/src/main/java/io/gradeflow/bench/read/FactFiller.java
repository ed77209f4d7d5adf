package io.gradeflow.bench.read;

import io.gradeflow.bench.facts.Sums;
import java.util.Map;

/**
 * SQL that fills the tables of analytics-service with what it would have made of so many answers. Of a learner each fifth answer
 * to a bank is to the question before it, and an attempt has twenty; each fourth attempt is a review. Which cohort a learner belongs to
 * says nothing of the questions that come next. All ids of a bank end in its digits.
 */
final class FactFiller {

    private static final String CATALOG = """
            INSERT INTO bank (bank_id, slug, title, revision)
            VALUES ((left(md5('bank'), 24) || '{digits}')::uuid, '{slug}', 'Filled for a benchmark', 1);

            INSERT INTO topic (topic_id, bank_id, path, title)
            SELECT (left(md5('topic ' || path), 24) || '{digits}')::uuid, (left(md5('bank'), 24) || '{digits}')::uuid, path, path
            FROM (
                SELECT 'part-' || upper AS path FROM generate_series(0, {topics} - 1) AS upper
                UNION ALL
                SELECT 'part-' || upper || '/chapter-' || lower
                FROM generate_series(0, {topics} - 1) AS upper, generate_series(0, {topics} - 1) AS lower) AS tree;

            INSERT INTO question (question_id, bank_id, revision, retired, topic_ids)
            SELECT (left(md5('question ' || number), 24) || '{digits}')::uuid, (left(md5('bank'), 24) || '{digits}')::uuid, 1, false,
                CASE WHEN number % 5 = 0 THEN ARRAY[placed(number), placed(number + 7)] ELSE ARRAY[placed(number)] END
            FROM generate_series(0, {questions} - 1) AS number
            """.replaceAll(
                    "placed\\(([^)]*)\\)",
                    "(left(md5('topic part-' || ($1) % {topics} || '/chapter-' || ($1) / {topics} % {topics}), 24)"
                            + " || '{digits}')::uuid");

    /** A bank's facts, in the order in which they came. */
    private static final String FACTS = """
            INSERT INTO answer_fact (answer_id, answer_version, key_version, attempt_id, bank_id, learner_id, question_id, revision,
                mode, blueprint, cohorts, response, answered, correct, score, maximum, elapsed_millis, answered_at, counted, first)
            SELECT (left(md5('answer ' || learner || '/' || turn), 24) || '{digits}')::uuid, 1, 1,
                (left(md5('attempt ' || learner || '/' || turn / 20), 24) || '{digits}')::uuid,
                (left(md5('bank'), 24) || '{digits}')::uuid,
                md5('learner ' || learner)::uuid::text,
                (left(md5('question ' || question), 24) || '{digits}')::uuid,
                1, CASE WHEN turn / 20 % 4 = 3 THEN 'review' ELSE 'practice' END, NULL,
                ARRAY['cohort-' || lpad(((hashint4(learner) & 2147483647) % 20)::text, 2, '0')],
                CASE WHEN correct THEN '{"kind":"choice","choices":["A"]}' ELSE '{"kind":"choice","choices":["C"]}' END,
                true, correct, correct::int, 1, elapsed,
                '2026-01-01T00:00:00Z'::timestamptz + (turn + jitter) * interval '180 days' / {turns}, true, turn % 5 <> 4
            FROM (
                SELECT learner, turn, question, random() < 0.4 + question % 10 * 0.05 AS correct,
                    (40000 * exp(0.8 * random_normal()))::bigint AS elapsed, random() AS jitter
                FROM generate_series(0, {turns} - 1) AS turn, LATERAL generate_series(0, {learners} - 1 + 0 * turn) AS learner,
                    LATERAL (SELECT (learner * 31 + turn - (turn % 5 = 4)::int) % {questions} AS question) AS asked) AS told
            """;

    private static final String LEARNERS = """
            INSERT INTO learner (learner_id)
            SELECT md5('learner ' || learner)::uuid::text FROM generate_series(0, {learners} - 1) AS learner
            """;

    private FactFiller() {}

    static String catalog(FilledBank bank) {
        return filled(
                CATALOG,
                Map.of(
                        "slug",
                        bank.slug(),
                        "digits",
                        bank.digits(),
                        "topics",
                        FilledBank.TOPICS,
                        "questions",
                        FilledBank.QUESTIONS));
    }

    static String facts(FilledBank bank, Scale scale) {
        return filled(
                FACTS,
                Map.of(
                        "digits",
                        bank.digits(),
                        "turns",
                        bank.turns(scale),
                        "learners",
                        bank.learners(scale),
                        "questions",
                        FilledBank.QUESTIONS));
    }

    /** What is derived from the facts of a bank that are there. */
    static String sums(FilledBank bank) {
        return Sums.of("(left(md5('bank'), 24) || '" + bank.digits() + "')::uuid");
    }

    static String learners(Scale scale) {
        return filled(LEARNERS, Map.of("learners", scale.learners()));
    }

    private static String filled(String sql, Map<String, ?> values) {
        String text = sql;
        for (Map.Entry<String, ?> value : values.entrySet()) {
            text = text.replace('{' + value.getKey() + '}', String.valueOf(value.getValue()));
        }
        return text;
    }
}
