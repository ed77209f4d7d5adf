package io.gradeflow.question.tagging;

import io.gradeflow.question.browsing.QuestionFilter;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Writes topics of many questions of a locked bank, a fixed number of statements however many there are. */
final class TagTables {

    /**
     * A question and how its topics change.
     *
     * @param added paths that it hadn't
     * @param removed paths that it had
     */
    record Tagged(UUID questionId, int revision, List<String> added, List<String> removed) {

        boolean changes() {
            return !added.isEmpty() || !removed.isEmpty();
        }
    }

    private TagTables() {}

    static List<UUID> matching(Handle handle, UUID bankId, QuestionFilter filter) {
        return filter.bindTo(handle.createQuery("""
                        SELECT question.id FROM question
                            JOIN question_revision r ON r.question_id = question.id AND r.revision = question.revision
                            JOIN answer_key ON answer_key.question_id = question.id AND answer_key.revision = question.revision
                        WHERE bank_id = :bank AND
                        """ + QuestionFilter.SQL))
                .bind("bank", bankId)
                .mapTo(UUID.class)
                .list();
    }

    /** Of those that belong to the bank, what the change does to each. */
    static List<Tagged> changes(
            Handle handle, UUID bankId, Collection<UUID> questions, Collection<UUID> add, Collection<UUID> remove) {
        return handle.createQuery("""
                        SELECT id, revision,
                            ARRAY(SELECT path FROM topic WHERE topic.id = ANY (:add) AND NOT EXISTS (
                                SELECT FROM question_topic WHERE question_id = question.id AND topic_id = topic.id)
                                ORDER BY path COLLATE "C") AS added,
                            ARRAY(SELECT path FROM topic WHERE topic.id = ANY (:remove) AND EXISTS (
                                SELECT FROM question_topic WHERE question_id = question.id AND topic_id = topic.id)
                                ORDER BY path COLLATE "C") AS removed
                        FROM question WHERE bank_id = :bank AND id = ANY (:questions) ORDER BY number
                        """)
                .bind("bank", bankId)
                .bindArray("questions", UUID.class, questions)
                .bindArray("add", UUID.class, add)
                .bindArray("remove", UUID.class, remove)
                .map((row, context) -> new Tagged(
                        row.getObject("id", UUID.class),
                        row.getInt("revision"),
                        List.of((String[]) row.getArray("added").getArray()),
                        List.of((String[]) row.getArray("removed").getArray())))
                .list();
    }

    /** Their topics are their authors' from now on, and no keyword rule's. */
    static void write(Handle handle, Collection<UUID> questions, Collection<UUID> add, Collection<UUID> remove) {
        handle.createUpdate(
                        "DELETE FROM question_topic WHERE question_id = ANY (:questions) AND topic_id = ANY (:topics)")
                .bindArray("questions", UUID.class, questions)
                .bindArray("topics", UUID.class, remove)
                .execute();
        handle.createUpdate("""
                        INSERT INTO question_topic (question_id, topic_id)
                        SELECT question_id, topic_id FROM unnest(:questions) AS q (question_id) CROSS JOIN unnest(:topics) AS t (topic_id)
                        ON CONFLICT DO NOTHING
                        """)
                .bindArray("questions", UUID.class, questions)
                .bindArray("topics", UUID.class, add)
                .execute();
        handle.createUpdate("UPDATE question SET own_topics = true WHERE id = ANY (:questions) AND NOT own_topics")
                .bindArray("questions", UUID.class, questions)
                .execute();
    }

    static int untagged(Handle handle, Collection<UUID> questions) {
        return handle.createQuery("""
                        SELECT count(*) FROM unnest(:questions) AS q (id)
                        WHERE NOT EXISTS (SELECT FROM question_topic WHERE question_id = q.id)
                        """)
                .bindArray("questions", UUID.class, questions)
                .mapTo(int.class)
                .one();
    }
}
