package io.gradeflow.question.topic;

import io.gradeflow.question.publishing.AskedRevisions;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Rows of topics that go elsewhere. Callers hold the bank's lock. */
final class TopicMove {

    private TopicMove() {}

    /** The topic and all below it, which keep their ids; nothing stands there yet, and it isn't below the topic. */
    static int move(Handle handle, UUID bankId, String from, String to) {
        return handle.createUpdate("""
                        UPDATE topic SET path = :to || substr(path, length(:from) + 1)
                        WHERE bank_id = :bank AND (path = :from OR starts_with(path, :from || '/'))
                        """)
                .bind("bank", bankId)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    static void entitle(Handle handle, UUID bankId, String path, String title) {
        handle.createUpdate("UPDATE topic SET title = :title WHERE bank_id = :bank AND path = :path")
                .bind("bank", bankId)
                .bind("path", path)
                .bind("title", title)
                .execute();
    }

    /** How many questions stand in the topic or below it, each once. */
    static int questions(Handle handle, UUID bankId, String path) {
        return handle.createQuery("""
                        SELECT count(DISTINCT question_id) FROM topic JOIN question_topic ON topic_id = topic.id
                        WHERE bank_id = :bank AND (path = :path OR starts_with(path, :path || '/'))
                        """)
                .bind("bank", bankId)
                .bind("path", path)
                .mapTo(int.class)
                .one();
    }

    /**
     * Puts what belongs to topics of {@code from} to those of the same places in {@code into}, and takes away the former; questions
     * that change are sent again.
     *
     * @return the questions that change
     */
    static List<UUID> merge(Handle handle, List<Merged> merged) {
        List<UUID> sources = merged.stream().map(Merged::from).toList();
        List<UUID> questions = handle.createQuery("""
                        SELECT DISTINCT question_id FROM question_topic WHERE topic_id = ANY (:sources)
                        """)
                .bindArray("sources", UUID.class, sources)
                .mapTo(UUID.class)
                .list();
        Merged.bind(merged, handle.createUpdate("""
                        INSERT INTO question_topic (question_id, topic_id)
                        SELECT question_id, into_id FROM question_topic
                            JOIN unnest(:from, :into) AS m (from_id, into_id) ON topic_id = from_id
                        ON CONFLICT DO NOTHING
                        """)).execute();
        Merged.bind(merged, handle.createUpdate("""
                        UPDATE blueprint_section SET topic_id = into_id
                        FROM unnest(:from, :into) AS m (from_id, into_id) WHERE topic_id = from_id
                        """)).execute();
        Merged.bind(merged, handle.createUpdate("""
                        UPDATE topic SET keywords = topic.keywords || ARRAY(
                            SELECT keyword FROM unnest(gone.keywords) AS keyword WHERE NOT keyword = ANY (topic.keywords))
                        FROM unnest(:from, :into) AS m (from_id, into_id) JOIN topic gone ON gone.id = from_id
                        WHERE topic.id = into_id
                        """)).execute();
        handle.createUpdate("DELETE FROM question_topic WHERE topic_id = ANY (:sources)")
                .bindArray("sources", UUID.class, sources)
                .execute();
        handle.createUpdate("DELETE FROM topic WHERE id = ANY (:sources)")
                .bindArray("sources", UUID.class, sources)
                .execute();
        AskedRevisions.sendAgain(handle, questions);
        return questions;
    }

    /** Paths of topics that keep their ids. Two steps: one may go where another comes from. */
    static void rename(Handle handle, List<Renamed> renamed) {
        handle.createUpdate("UPDATE topic SET path = id::text WHERE id = ANY (:topics)")
                .bindArray(
                        "topics", UUID.class, renamed.stream().map(Renamed::id).toList())
                .execute();
        Renamed.bind(renamed, handle.createUpdate("""
                        UPDATE topic SET path = r.path FROM unnest(:topics, :paths) AS r (id, path) WHERE topic.id = r.id
                        """)).execute();
    }
}
