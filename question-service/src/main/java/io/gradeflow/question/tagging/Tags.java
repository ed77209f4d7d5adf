package io.gradeflow.question.tagging;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.finding.UnreadQuestions;
import io.gradeflow.question.journal.QuestionAct;
import io.gradeflow.question.publishing.AskedRevisions;
import io.gradeflow.question.publishing.Publisher;
import io.gradeflow.question.tagging.TagTables.Tagged;
import io.gradeflow.question.topic.TopicTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Gives topics to questions and takes them away, all that are meant or none, and keeps who did so in each question's history. */
@ApplicationScoped
class Tags {

    private record Outcome(UUID bankId, int revision, TaggedView view) {}

    private final Jdbi jdbi;
    private final Publisher publisher;
    private final InstantSource clock;

    Tags(Jdbi jdbi, Publisher publisher, InstantSource clock) {
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** @throws ProblemException with 404 for an unknown bank, topic or question */
    TaggedView change(String slug, BulkTagging tagging, String by) {
        Outcome outcome = jdbi.inTransaction(handle -> {
            BankRow bank = BankRow.locked(handle, slug);
            Map<String, UUID> topics = TopicTables.ids(handle, bank.id());
            List<UUID> add = ids(bank, topics, tagging.add(), "add");
            List<UUID> remove = ids(bank, topics, tagging.remove(), "remove");
            List<UUID> meant = meant(handle, bank, tagging);
            List<Tagged> changes = TagTables.changes(handle, bank.id(), meant, add, remove);
            if (changes.size() < meant.size()) {
                throw new ProblemException(
                                QuestionError.QUESTION_UNKNOWN,
                                meant.size() - changes.size()
                                        + " of the ids name no question of this bank, so nothing was"
                                        + " changed; see GET /api/v1/banks/" + slug + "/questions.")
                        .field("ids");
            }
            List<Tagged> changed = changes.stream().filter(Tagged::changes).toList();
            int revision = bank.revision();
            if (!changed.isEmpty()) {
                write(handle, changed, add, remove, by);
                revision++;
                BankRow.raise(handle, bank.id(), revision);
            }
            return new Outcome(
                    bank.id(),
                    revision,
                    new TaggedView(meant.size(), changed.size(), TagTables.untagged(handle, meant), false));
        });
        boolean published = publisher.publishSoon(outcome.bankId(), outcome.revision());
        TaggedView view = outcome.view();
        return new TaggedView(view.matched(), view.changed(), view.untagged(), published);
    }

    private static List<UUID> meant(Handle handle, BankRow bank, BulkTagging tagging) {
        if (tagging.filter() == null) {
            return tagging.ids();
        }
        tagging.filter().requireTopic(handle, bank, "filter.topic");
        UnreadQuestions.read(handle, bank.id());
        return TagTables.matching(handle, bank.id(), tagging.filter());
    }

    private void write(Handle handle, List<Tagged> changed, List<UUID> add, List<UUID> remove, String by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<UUID> questions = changed.stream().map(Tagged::questionId).toList();
        TagTables.write(handle, questions, add, remove);
        AskedRevisions.sendAgain(handle, questions);
        QuestionAct.write(
                handle,
                changed.stream()
                        .map(one -> QuestionAct.tagged(
                                one.questionId(), one.revision(), one.added(), one.removed(), by, now))
                        .toList());
    }

    private static List<UUID> ids(BankRow bank, Map<String, UUID> topics, Set<String> paths, String field) {
        List<UUID> ids = new ArrayList<>();
        for (String path : paths) {
            UUID id = topics.get(path);
            if (id == null) {
                throw new ProblemException(
                                QuestionError.TOPIC_UNKNOWN,
                                "The bank has no topic " + path + "; see GET /api/v1/banks/" + bank.slug() + "/topics.")
                        .field(field + "[" + ids.size() + "]");
            }
            ids.add(id);
        }
        return ids;
    }
}
