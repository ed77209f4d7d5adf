package io.gradeflow.analytics.catalog;

/** SQL: which questions of a bank stand in or below which of its topics now. */
public final class QuestionsBelow {

    /** Of the bank {@code :bank}; gives {@code path, title, question_id, revision, retired}, each question once a topic. */
    public static final String SQL = """
            SELECT DISTINCT upper.path, upper.title, placed.question_id, placed.revision, placed.retired
            FROM topic AS upper
                JOIN topic AS lower ON lower.bank_id = upper.bank_id
                    AND (lower.path = upper.path OR starts_with(lower.path, upper.path || '/'))
                JOIN (
                    SELECT question_id, revision, retired, topic_id
                    FROM question CROSS JOIN LATERAL unnest(topic_ids) AS of_question (topic_id)
                    WHERE bank_id = :bank) AS placed ON placed.topic_id = lower.topic_id
            WHERE upper.bank_id = :bank
            """;

    private QuestionsBelow() {}
}
