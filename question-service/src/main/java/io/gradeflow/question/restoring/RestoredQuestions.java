package io.gradeflow.question.restoring;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.question.StoredChoices;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.revising.Fingerprint;
import io.gradeflow.question.topic.TopicLink;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Questions of stale banks, each with the revisions that were published of it. */
final class RestoredQuestions {

    private static final Logger LOG = Logger.getLogger(RestoredQuestions.class);

    private record Restored(QuestionPublished question, Fingerprint fingerprint) {}

    private RestoredQuestions() {}

    /** @return how many revisions there were */
    static int takeOver(
            Handle handle,
            List<StaleBank> stale,
            List<QuestionPublished> questions,
            List<AnswerKeyPublished> keys,
            Instant now) {
        Set<UUID> banks = StaleBank.ids(stale);
        List<QuestionPublished> theirs =
                questions.stream().filter(one -> banks.contains(one.bankId())).toList();
        if (!theirs.isEmpty()) {
            Collection<QuestionPublished> newest = newest(theirs);
            writeQuestions(handle, restored(newest, keys));
            writeRevisions(handle, theirs, now);
            writeTopics(handle, newest);
        }
        RestoredBanks.dropGone(handle, stale);
        return theirs.size();
    }

    /** Of each question its newest revision. */
    private static Collection<QuestionPublished> newest(List<QuestionPublished> questions) {
        Map<UUID, QuestionPublished> newest = new HashMap<>();
        questions.forEach(one -> newest.merge(one.questionId(), one, (a, b) -> b.revision() > a.revision() ? b : a));
        return newest.values();
    }

    private static List<Restored> restored(Collection<QuestionPublished> newest, List<AnswerKeyPublished> keys) {
        Map<String, AnswerKey> byRevision = new HashMap<>();
        keys.forEach(key -> byRevision.put(key.recordKey(), key.key()));
        return newest.stream()
                .filter(one -> hasKey(one, byRevision))
                .map(one ->
                        new Restored(one, fingerprint(one, Objects.requireNonNull(byRevision.get(one.recordKey())))))
                .toList();
    }

    private static boolean hasKey(QuestionPublished question, Map<String, AnswerKey> byRevision) {
        boolean found = byRevision.containsKey(question.recordKey());
        if (!found) {
            LOG.warnf(
                    "question %s revision %d has no key in the log, and isn't taken over; import it again",
                    question.questionId(), question.revision());
        }
        return found;
    }

    /** As an import of the same question would have it, so that it is recognised. */
    private static Fingerprint fingerprint(QuestionPublished question, AnswerKey key) {
        Set<String> correct = key instanceof ChoiceKey ticked ? ticked.correct() : Set.of();
        return Fingerprint.of(new Draft(
                question.externalId(),
                question.kind(),
                question.stem(),
                question.choices().stream()
                        .map(choice -> new DraftChoice(choice.id(), choice.text(), correct.contains(choice.id())))
                        .toList(),
                Objects.requireNonNullElse(question.prompts(), List.of()),
                question.select().min(),
                question.select().max(),
                key,
                List.of(),
                null));
    }

    private static void writeQuestions(Handle handle, List<Restored> restored) {
        Columns.of(restored)
                .uuid("ids", one -> one.question().questionId())
                .uuid("banks", one -> one.question().bankId())
                .text("externalIds", one -> one.question().externalId())
                .text("identities", one -> one.fingerprint().identity())
                .text("contents", one -> one.fingerprint().content())
                .text("keys", one -> one.fingerprint().key())
                .integer("revisions", one -> one.question().revision())
                .bool("ownTopics", one -> !one.question().topicIds().isEmpty())
                .text("states", one -> one.question().state().name())
                .bindTo(handle.createUpdate("""
                        INSERT INTO question (id, bank_id, external_id, identity_hash, content_hash, key_hash, revision, own_topics,
                            state)
                        SELECT * FROM unnest(:ids, :banks, :externalIds, :identities, :contents, :keys, :revisions, :ownTopics,
                            :states)
                        ON CONFLICT (id) DO UPDATE SET external_id = excluded.external_id, identity_hash = excluded.identity_hash,
                            content_hash = excluded.content_hash, key_hash = excluded.key_hash, revision = excluded.revision,
                            state = excluded.state, found_in = NULL
                        WHERE question.revision <= excluded.revision
                        """))
                .execute();
    }

    private static void writeRevisions(Handle handle, List<QuestionPublished> questions, Instant now) {
        Columns.of(questions)
                .uuid("ids", QuestionPublished::questionId)
                .integer("revisions", QuestionPublished::revision)
                .integer("introduced", QuestionPublished::introducedIn)
                .integer("retired", QuestionPublished::retiredIn)
                .text("kinds", one -> one.kind().name())
                .text("stems", QuestionPublished::stem)
                .text("choices", one -> StoredChoices.write(one.choices()))
                .text("prompts", one -> one.prompts() == null ? null : StoredChoices.write(one.prompts()))
                .integer("minima", one -> one.select().min())
                .integer("maxima", one -> one.select().max())
                .bindTo(handle.createUpdate("""
                        INSERT INTO question_revision (question_id, revision, introduced_in, retired_in, kind, stem, choices, prompts,
                            select_min, select_max, created_at, created_by, unpublished)
                        SELECT r.id, r.revision, introduced, retired, kind, stem, choices::jsonb, prompts::jsonb, minimum, maximum,
                            :now, :author, false
                        FROM unnest(:ids, :revisions, :introduced, :retired, :kinds, :stems, :choices, :prompts, :minima, :maxima)
                                AS r (id, revision, introduced, retired, kind, stem, choices, prompts, minimum, maximum)
                            JOIN question USING (id)
                        ON CONFLICT (question_id, revision) DO UPDATE SET introduced_in = excluded.introduced_in,
                            retired_in = excluded.retired_in, kind = excluded.kind, stem = excluded.stem,
                            choices = excluded.choices, prompts = excluded.prompts, select_min = excluded.select_min,
                            select_max = excluded.select_max, unpublished = false
                        """))
                .bind("now", Timestamp.from(now))
                .bind("author", RestoredBanks.AUTHOR)
                .execute();
    }

    /** Those of the newest revision hold for the question. */
    private static void writeTopics(Handle handle, Collection<QuestionPublished> newest) {
        TopicLink.drop(
                handle, newest.stream().map(QuestionPublished::questionId).toList());
        List<TopicLink> links = newest.stream()
                .flatMap(one -> one.topicIds().stream().map(topic -> new TopicLink(one.questionId(), topic)))
                .toList();
        Columns.of(links)
                .uuid("questions", TopicLink::questionId)
                .uuid("topics", TopicLink::topicId)
                .bindTo(handle.createUpdate("""
                        INSERT INTO question_topic (question_id, topic_id)
                        SELECT question.id, topic.id FROM unnest(:questions, :topics) AS l (question_id, topic_id)
                            JOIN question ON question.id = l.question_id JOIN topic ON topic.id = l.topic_id
                        """))
                .execute();
    }
}
