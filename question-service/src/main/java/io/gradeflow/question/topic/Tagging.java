package io.gradeflow.question.topic;

import io.gradeflow.question.journal.QuestionAct;
import io.gradeflow.question.publishing.AskedRevisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Gives questions without topics of their own those that the bank's keyword rules find. */
final class Tagging {

    private record Text(UUID questionId, int revision, String text, Set<String> topics) {}

    /** @param untagged questions that no rule matches */
    record Outcome(int tagged, int untagged) {}

    private Tagging() {}

    /** Tags all questions of a locked bank anew; each that changes is sent again. */
    static Outcome retag(Handle handle, UUID bankId, String by, Instant at) {
        KeywordRules rules = new KeywordRules(TopicTables.entries(handle, bankId));
        Map<String, UUID> ids = TopicTables.ids(handle, bankId);
        List<UUID> changed = new ArrayList<>();
        List<TopicLink> links = new ArrayList<>();
        List<QuestionAct> acts = new ArrayList<>();
        int untagged = 0;
        int tagged = 0;
        for (Text question : texts(handle, bankId)) {
            Set<String> found = rules.topicsOf(question.text());
            if (found.isEmpty()) {
                untagged++;
            } else {
                tagged++;
            }
            if (!found.equals(question.topics())) {
                changed.add(question.questionId());
                acts.add(QuestionAct.tagged(
                        question.questionId(), question.revision(), question.topics(), found, by, at));
                found.forEach(
                        path -> links.add(new TopicLink(question.questionId(), Objects.requireNonNull(ids.get(path)))));
            }
        }
        replace(handle, changed, links);
        QuestionAct.write(handle, acts);
        return new Outcome(tagged, untagged);
    }

    private static List<Text> texts(Handle handle, UUID bankId) {
        return handle.createQuery("""
                        SELECT question.id, question.revision, stem || ' ' || coalesce(
                                (SELECT string_agg(choice ->> 'text', ' ') FROM jsonb_array_elements(choices) AS choice
                                    WHERE key -> 'correct' @> (choice -> 'id')), '') AS text,
                            ARRAY(SELECT path FROM question_topic JOIN topic ON topic.id = topic_id
                                WHERE question_topic.question_id = question.id) AS topics
                        FROM question JOIN question_revision r ON r.question_id = question.id AND r.revision = question.revision
                            JOIN answer_key k ON k.question_id = question.id AND k.revision = question.revision
                        WHERE bank_id = :bank AND NOT own_topics
                        """)
                .bind("bank", bankId)
                .map((row, context) -> new Text(
                        row.getObject("id", UUID.class),
                        row.getInt("revision"),
                        row.getString("text"),
                        new TreeSet<>(List.of((String[]) row.getArray("topics").getArray()))))
                .list();
    }

    private static void replace(Handle handle, List<UUID> changed, List<TopicLink> links) {
        if (changed.isEmpty()) {
            return;
        }
        TopicLink.drop(handle, changed);
        TopicLink.write(handle, links);
        AskedRevisions.sendAgain(handle, changed);
    }
}
