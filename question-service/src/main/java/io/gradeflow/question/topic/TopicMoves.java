package io.gradeflow.question.topic;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.journal.QuestionAct;
import io.gradeflow.question.publishing.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Moves topics in the tree and merges them. A topic keeps its id wherever it goes, and questions their answers: figures are sums
 * over the questions below a topic now, so all history follows by itself; see ADR 32.
 */
@ApplicationScoped
class TopicMoves {

    private record Outcome(UUID bankId, int revision, TopicMoved moved) {}

    private final Jdbi jdbi;
    private final Publisher publisher;
    private final InstantSource clock;

    TopicMoves(Jdbi jdbi, Publisher publisher, InstantSource clock) {
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * @param to the path that it has from now on; null where it stays
     * @param title null where it stays
     * @throws ProblemException with 404 for an unknown bank or topic, 409 if a topic stands there, 400 if none can
     */
    TopicMoved move(String slug, String topic, @Nullable String to, @Nullable String title) {
        return published(jdbi.inTransaction(handle -> {
            BankRow bank = BankRow.locked(handle, slug);
            Map<String, UUID> ids = TopicTables.ids(handle, bank.id());
            require(bank, ids, topic, "topic");
            String path = to == null ? topic : to;
            int moved = 0;
            if (!path.equals(topic)) {
                requireRoom(ids, topic, path, "to");
                if (ids.containsKey(path)) {
                    throw new ProblemException(
                                    QuestionError.TOPIC_EXISTS,
                                    "The bank has a topic " + path + "; merge them, or choose another path.")
                            .field("to");
                }
                addParents(handle, bank, path);
                moved = TopicMove.move(handle, bank.id(), topic, path);
            }
            if (title != null) {
                TopicMove.entitle(handle, bank.id(), path, title);
            }
            return raised(handle, bank, path, moved, List.of());
        }));
    }

    /**
     * The topic's questions, keywords, sections of blueprints and the topics below it become those of the other one.
     *
     * @throws ProblemException with 404 for an unknown bank or topic, 409 if a blueprint draws from both, 400 if one can't go up in
     *     the other
     */
    TopicMoved merge(String slug, String topic, String into, String by) {
        return published(jdbi.inTransaction(handle -> {
            BankRow bank = BankRow.locked(handle, slug);
            Map<String, UUID> ids = TopicTables.ids(handle, bank.id());
            require(bank, ids, topic, "topic");
            require(bank, ids, into, "into");
            if (topic.equals(into)) {
                throw invalid("into", "into must be another topic.");
            }
            requireRoom(ids, topic, into, "into");
            List<Merged> merged = new ArrayList<>();
            List<Renamed> renamed = new ArrayList<>();
            ids.forEach((path, id) -> {
                if (isBelow(path, topic)) {
                    String place = into + path.substring(topic.length());
                    UUID there = isBelow(place, topic) ? null : ids.get(place);
                    if (there == null) {
                        renamed.add(new Renamed(id, place));
                    } else {
                        merged.add(new Merged(id, path, there, place));
                    }
                }
            });
            requireNoCommonBlueprint(handle, bank, merged);
            write(handle, merged, by);
            List<UUID> questions = TopicMove.merge(handle, merged);
            TopicMove.rename(handle, renamed);
            return raised(handle, bank, into, merged.size() + renamed.size(), questions);
        }));
    }

    private TopicMoved published(Outcome outcome) {
        boolean published = publisher.publishSoon(outcome.bankId(), outcome.revision());
        TopicMoved moved = outcome.moved();
        return new TopicMoved(moved.path(), moved.topics(), moved.questions(), moved.tagged(), published);
    }

    private static Outcome raised(Handle handle, BankRow bank, String path, int topics, List<UUID> tagged) {
        int revision = bank.revision() + 1;
        BankRow.raise(handle, bank.id(), revision);
        int questions = TopicMove.questions(handle, bank.id(), path);
        return new Outcome(bank.id(), revision, new TopicMoved(path, topics, questions, tagged.size(), false));
    }

    /** Into the history of each question that has another topic from now on. */
    private void write(Handle handle, List<Merged> merged, String by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<UUID, Merged> bySource = merged.stream().collect(Collectors.toMap(Merged::from, one -> one));
        List<QuestionAct> acts = handle.createQuery("""
                        SELECT topic_id, question_id, revision FROM question_topic JOIN question ON question.id = question_id
                        WHERE topic_id = ANY (:sources) ORDER BY number, topic_id
                        """)
                .bindArray("sources", UUID.class, bySource.keySet())
                .map((row, context) -> {
                    Merged one = Objects.requireNonNull(bySource.get(row.getObject("topic_id", UUID.class)));
                    return QuestionAct.tagged(
                            row.getObject("question_id", UUID.class),
                            row.getInt("revision"),
                            List.of(one.intoPath()),
                            List.of(one.fromPath()),
                            by,
                            now);
                })
                .list();
        QuestionAct.write(handle, acts);
    }

    private static void addParents(Handle handle, BankRow bank, String path) {
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            TopicTables.addMissingPaths(handle, bank.id(), List.of(path.substring(0, slash)));
        }
    }

    private static void require(BankRow bank, Map<String, UUID> ids, String path, String field) {
        if (!ids.containsKey(path)) {
            throw new ProblemException(
                            QuestionError.TOPIC_UNKNOWN,
                            "The bank has no topic " + path + "; see GET /api/v1/banks/" + bank.slug() + "/topics.")
                    .field(field);
        }
    }

    /** That what lies below the topic still has paths that can be. */
    private static void requireRoom(Map<String, UUID> ids, String topic, String to, String field) {
        if (isBelow(to, topic)) {
            throw invalid(field, field + " lies below the topic itself; choose a place outside it.");
        }
        for (String path : ids.keySet()) {
            if (isBelow(path, topic) && !TopicPath.isValid(to + path.substring(topic.length()))) {
                throw invalid(
                        field,
                        field
                                + " must be lower-case words joined by hyphens, levels apart by /, at most 8 levels and 300"
                                + " characters, also for " + path + ".");
            }
        }
    }

    private static boolean isBelow(String path, String topic) {
        return path.equals(topic) || path.startsWith(topic + "/");
    }

    private static void requireNoCommonBlueprint(Handle handle, BankRow bank, List<Merged> merged) {
        if (merged.isEmpty()) {
            return;
        }
        Merged.bind(merged, handle.createQuery("""
                        SELECT one.blueprint FROM unnest(:from, :into) AS m (from_id, into_id)
                            JOIN blueprint_section one ON one.topic_id = from_id
                            JOIN blueprint_section other ON other.topic_id = into_id
                                AND other.bank_id = one.bank_id AND other.blueprint = one.blueprint
                        ORDER BY one.blueprint LIMIT 1
                        """))
                .mapTo(String.class)
                .findOne()
                .ifPresent(blueprint -> {
                    throw new ProblemException(
                                    QuestionError.TOPIC_IN_USE,
                                    "The blueprint " + blueprint
                                            + " has sections for both topics. Change it first: PUT /api/v1/banks/"
                                            + bank.slug() + "/blueprints/" + blueprint + ".")
                            .field("topic")
                            .with("blueprint", Objects.requireNonNull(blueprint));
                });
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}
