package io.gradeflow.analytics.catalog;

import io.gradeflow.events.BankPublished;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.platform.database.Columns;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes published banks and questions' topics. Repeating a batch changes nothing. */
final class CatalogTables {

    private CatalogTables() {}

    static void storeBanks(Handle handle, List<BankPublished> published) {
        var newest = published.stream()
                .collect(Collectors.toMap(
                        BankPublished::bankId,
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparing(BankPublished::revision))))
                .values();
        for (BankPublished bank : newest) {
            int stored = handle.createUpdate("""
                            INSERT INTO bank AS held (bank_id, slug, title, revision)
                            VALUES (:bank, :slug, :title, :revision)
                            ON CONFLICT (bank_id) DO UPDATE SET
                                slug = excluded.slug, title = excluded.title, revision = excluded.revision
                            WHERE held.revision <= excluded.revision
                            """)
                    .bind("bank", bank.bankId())
                    .bind("slug", bank.slug())
                    .bind("title", bank.title())
                    .bind("revision", bank.revision())
                    .execute();
            if (stored == 1) {
                storeTopics(handle, bank.bankId(), bank.topics());
                handle.execute("INSERT INTO analysis_change (bank_id, scope) VALUES (?, 'EXAMS')", bank.bankId());
                Blueprints.store(handle, bank.bankId(), Objects.requireNonNullElse(bank.blueprints(), List.of()));
            }
        }
    }

    private static void storeTopics(Handle handle, UUID bankId, List<BankPublished.BankTopic> topics) {
        Columns.of(topics)
                .uuid("topics", BankPublished.BankTopic::topicId)
                .text("paths", BankPublished.BankTopic::path)
                .text("titles", BankPublished.BankTopic::title)
                .bindTo(handle.createUpdate("""
                        WITH told AS (SELECT * FROM unnest(:topics, :paths, :titles) AS t (topic_id, path, title)),
                        gone AS (
                            DELETE FROM topic WHERE bank_id = :bank AND topic_id NOT IN (SELECT topic_id FROM told))
                        INSERT INTO topic (topic_id, bank_id, path, title)
                        SELECT topic_id, :bank, path, title FROM told
                        ON CONFLICT (topic_id) DO UPDATE SET path = excluded.path, title = excluded.title
                        """))
                .bind("bank", bankId)
                .execute();
    }

    static void storeQuestions(Handle handle, List<QuestionPublished> published) {
        // Of one revision the last record is its newest state, of one question the highest revision counts.
        var newest = published.stream()
                .collect(Collectors.toMap(
                        QuestionPublished::questionId,
                        Function.identity(),
                        (earlier, later) -> later.revision() >= earlier.revision() ? later : earlier))
                .values();
        Columns.of(List.copyOf(newest))
                .uuid("questions", QuestionPublished::questionId)
                .uuid("banks", QuestionPublished::bankId)
                .integer("revisions", QuestionPublished::revision)
                .bool("retired", question -> question.state() == QuestionPublished.State.RETIRED)
                .text(
                        "topics",
                        question -> question.topicIds().stream()
                                .map(UUID::toString)
                                .collect(Collectors.joining(",", "{", "}")))
                .bindTo(handle.createUpdate("""
                        INSERT INTO question AS held (question_id, bank_id, revision, retired, topic_ids)
                        SELECT question_id, bank_id, revision, retired, topics::uuid[]
                        FROM unnest(:questions, :banks, :revisions, :retired, :topics)
                            AS q (question_id, bank_id, revision, retired, topics)
                        ORDER BY question_id
                        ON CONFLICT (question_id) DO UPDATE SET
                            revision = excluded.revision, retired = excluded.retired, topic_ids = excluded.topic_ids
                        WHERE held.revision <= excluded.revision
                        """))
                .execute();
    }
}
