package io.gradeflow.question.revising;

import io.gradeflow.events.QuestionPublished;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.question.StoredChoices;
import io.gradeflow.question.StoredKey;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.journal.QuestionAct;
import io.gradeflow.question.publishing.AskedRevisions;
import io.gradeflow.question.topic.TopicLink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes changes to a locked bank, a fixed number of statements however many there are. */
public final class ChangeTables {

    /** The bank revision of what was never asked. */
    private static final int NEVER = 0;

    private ChangeTables() {}

    /**
     * @param bankRevision from which on new revisions are asked and those they replace no longer are
     * @param topicIds of every path that a change names
     */
    public static void write(
            Handle handle,
            UUID bankId,
            int bankRevision,
            List<Change> changes,
            Map<String, UUID> topicIds,
            String author,
            Instant now) {
        if (changes.isEmpty()) {
            return;
        }
        writeQuestions(handle, bankId, changes);
        List<Change> revised = changes.stream().filter(Change::hasNewRevision).toList();
        // Most imports are of new questions alone, of which half the statements have nothing to say.
        forAny(revised, change -> !change.isNew(), some -> retirePredecessors(handle, bankRevision, some));
        writeRevisions(handle, bankRevision, revised, author, now);
        writeKeys(handle, revised);
        forAny(changes, Change::explanationChanges, some -> writeExplanations(handle, some));
        writeTopics(handle, changes.stream().filter(Change::topicsChange).toList(), topicIds);
        List<QuestionAct> acts = changes.stream()
                .flatMap(change -> change.act(author, now).stream())
                .toList();
        if (!acts.isEmpty()) {
            QuestionAct.write(handle, acts);
        }
        forAny(
                changes,
                Change::republishes,
                some -> AskedRevisions.sendAgain(
                        handle, some.stream().map(Change::id).toList()));
    }

    private static void forAny(List<Change> changes, Predicate<Change> which, Consumer<List<Change>> work) {
        List<Change> some = changes.stream().filter(which).toList();
        if (!some.isEmpty()) {
            work.accept(some);
        }
    }

    private static void writeQuestions(Handle handle, UUID bankId, List<Change> changes) {
        Columns.of(changes)
                .uuid("ids", Change::id)
                .text("states", change -> change.state().name())
                .text("externalIds", Change::externalId)
                .text("identities", change -> change.fingerprint().identity())
                .text("contents", change -> change.fingerprint().content())
                .text("keys", change -> change.fingerprint().key())
                .integer("revisions", Change::revision)
                .bool("ownTopics", Change::ownTopics)
                .text("words", change -> change.found().words())
                .text("sketches", change -> change.found().storedSketch())
                .bindTo(handle.createUpdate("""
                    INSERT INTO question (id, bank_id, state, external_id, identity_hash, content_hash, key_hash, revision, own_topics,
                        words, sketch)
                    SELECT id, :bank, state, external_id, identity, content, key, revision, own_topics,
                        array_to_tsvector(words::text[]), sketch::bigint[]
                    FROM unnest(:ids, :states, :externalIds, :identities, :contents, :keys, :revisions, :ownTopics, :words,
                            :sketches) WITH ORDINALITY
                        AS t (id, state, external_id, identity, content, key, revision, own_topics, words, sketch, place)
                    ORDER BY place
                    ON CONFLICT (id) DO UPDATE SET external_id = excluded.external_id, identity_hash = excluded.identity_hash,
                        content_hash = excluded.content_hash, key_hash = excluded.key_hash, revision = excluded.revision,
                        own_topics = excluded.own_topics, words = excluded.words, sketch = excluded.sketch
                    """))
                .bind("bank", bankId)
                .execute();
    }

    private static void retirePredecessors(Handle handle, int bankRevision, List<Change> revised) {
        Columns.of(revised)
                .uuid("ids", Change::id)
                .integer("revisions", Change::revision)
                .bindTo(handle.createUpdate("""
                    UPDATE question_revision r SET retired_in = :bankRevision, unpublished = true
                    FROM unnest(:ids, :revisions) AS t (id, revision)
                    WHERE r.question_id = t.id AND r.revision < t.revision AND r.retired_in IS NULL
                    """))
                .bind("bankRevision", bankRevision)
                .execute();
    }

    private static void writeRevisions(
            Handle handle, int bankRevision, List<Change> revised, String author, Instant now) {
        Columns.of(revised)
                .uuid("ids", Change::id)
                .integer("revisions", Change::revision)
                .integer("introduced", change -> change.isAsked() ? bankRevision : NEVER)
                .integer("retired", change -> change.isAsked() ? null : NEVER)
                .bool("asked", Change::isAsked)
                .text("topics", change -> String.join("\n", change.topics()))
                .text("kinds", change -> change.draft().kind().name())
                .text("stems", change -> change.draft().stem())
                .text("choices", change -> choices(change.draft()))
                .text("prompts", change -> prompts(change.draft()))
                .integer("minima", change -> change.draft().selectMin())
                .integer("maxima", change -> change.draft().selectMax())
                .bindTo(handle.createUpdate("""
                    INSERT INTO question_revision (question_id, revision, introduced_in, retired_in, unpublished, topics, kind, stem,
                        choices, prompts, select_min, select_max, created_at, created_by)
                    SELECT id, revision, introduced, retired, asked,
                        string_to_array(topics, E'\\n'),
                        kind, stem, choices::jsonb, prompts::jsonb, minimum, maximum, :now, :author
                    FROM unnest(:ids, :revisions, :introduced, :retired, :asked, :topics, :kinds, :stems, :choices, :prompts,
                            :minima, :maxima)
                        AS t (id, revision, introduced, retired, asked, topics, kind, stem, choices, prompts, minimum, maximum)
                    """))
                .bind("now", now)
                .bind("author", author)
                .execute();
    }

    private static void writeKeys(Handle handle, List<Change> revised) {
        Columns.of(revised)
                .uuid("ids", Change::id)
                .integer("revisions", Change::revision)
                .text("keys", change -> key(change.draft()))
                .text("explanations", change -> change.draft().explanation())
                .bool("asked", Change::isAsked)
                .bindTo(handle.createUpdate("""
                    INSERT INTO answer_key (question_id, revision, key_version, key, explanation, unpublished)
                    SELECT id, revision, 1, key::jsonb, explanation, asked
                    FROM unnest(:ids, :revisions, :keys, :explanations, :asked) AS t (id, revision, key, explanation, asked)
                    """))
                .execute();
    }

    /** An explanation is sent along with its key; the key itself stays what it is. */
    private static void writeExplanations(Handle handle, List<Change> changes) {
        Columns.of(changes)
                .uuid("ids", Change::id)
                .integer("revisions", Change::revision)
                .text("explanations", change -> change.draft().explanation())
                .bindTo(handle.createUpdate("""
                    UPDATE answer_key k SET explanation = t.explanation, unpublished = introduced_in > 0
                    FROM unnest(:ids, :revisions, :explanations) AS t (id, revision, explanation)
                        JOIN question_revision r ON r.question_id = id AND r.revision = t.revision
                    WHERE k.question_id = t.id AND k.revision = t.revision
                    """))
                .execute();
    }

    private static void writeTopics(Handle handle, List<Change> changes, Map<String, UUID> topicIds) {
        forAny(
                changes,
                change -> !change.isNew(),
                some -> TopicLink.drop(handle, some.stream().map(Change::id).toList()));
        TopicLink.write(
                handle,
                changes.stream().flatMap(change -> links(change, topicIds)).toList());
    }

    private static Stream<TopicLink> links(Change change, Map<String, UUID> topicIds) {
        return change.topics().stream()
                .map(path -> new TopicLink(change.id(), Objects.requireNonNull(topicIds.get(path), path)));
    }

    private static String key(Draft draft) {
        return StoredKey.write(draft.key());
    }

    private static @Nullable String prompts(Draft draft) {
        return draft.prompts().isEmpty() ? null : StoredChoices.write(draft.prompts());
    }

    private static String choices(Draft draft) {
        return StoredChoices.write(draft.choices().stream()
                .map(choice -> new QuestionPublished.Choice(choice.id(), choice.text()))
                .toList());
    }
}
