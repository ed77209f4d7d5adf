package io.gradeflow.question.blueprint;

import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionError;
import io.gradeflow.question.bank.BankRow;
import io.gradeflow.question.publishing.Publisher;
import io.gradeflow.question.topic.TopicTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The blueprints of banks. A change raises the bank's revision and is published with it; what is the same changes nothing. */
@ApplicationScoped
class Blueprints {

    /** All of them travel in one event with the bank. */
    static final int MAX_BLUEPRINTS = 50;

    /** @param created whether the bank had none of this name */
    record Put(BlueprintView view, boolean created) {}

    private record Outcome<T>(UUID bankId, int revision, T result) {}

    private final Jdbi jdbi;
    private final Publisher publisher;

    Blueprints(Jdbi jdbi, Publisher publisher) {
        this.jdbi = jdbi;
        this.publisher = publisher;
    }

    /** @throws ProblemException with 404 for an unknown bank or topic, 409 if the bank has as many as it may have */
    Put put(String slug, Blueprint blueprint) {
        return inLockedBank(slug, (handle, bank) -> {
            Map<String, UUID> topics = TopicTables.ids(handle, bank.id());
            requireTopics(slug, blueprint, topics);
            Blueprint before =
                    BlueprintTables.find(handle, bank.id(), blueprint.name()).orElse(null);
            int revision = bank.revision();
            if (!blueprint.equals(before)) {
                if (before == null) {
                    requireRoom(handle, bank);
                }
                BlueprintTables.write(handle, bank.id(), blueprint, topics);
                revision = raise(handle, bank);
            }
            return new Outcome<>(bank.id(), revision, new Put(view(handle, bank, blueprint), before == null));
        });
    }

    /** @throws ProblemException with 404 for an unknown bank or blueprint */
    void delete(String slug, String name) {
        inLockedBank(slug, (handle, bank) -> {
            if (!BlueprintTables.delete(handle, bank.id(), name)) {
                throw unknown(slug, name);
            }
            return new Outcome<>(bank.id(), raise(handle, bank), name);
        });
    }

    /**
     * @param withSittingOnly whether the caller may see one that is for sittings alone; there is none otherwise
     * @throws ProblemException with 404 for an unknown bank or blueprint
     */
    BlueprintView get(String slug, String name, boolean withSittingOnly) {
        return jdbi.inTransaction(handle -> {
            BankRow bank = BankRow.of(handle, slug);
            return BlueprintTables.find(handle, bank.id(), name)
                    .filter(blueprint -> withSittingOnly || !blueprint.sittingOnly())
                    .map(blueprint -> view(handle, bank, blueprint))
                    .orElseThrow(() -> unknown(slug, name));
        });
    }

    /** @throws ProblemException with 404 for an unknown bank or blueprint */
    CoverageView coverage(String slug, String name) {
        return jdbi.inTransaction(handle -> {
            BankRow bank = BankRow.of(handle, slug);
            Blueprint blueprint = BlueprintTables.find(handle, bank.id(), name).orElseThrow(() -> unknown(slug, name));
            return CoverageView.of(blueprint, BlueprintTables.supply(handle, bank.id(), List.of(blueprint)));
        });
    }

    /** The blueprints whose names come after the given one, by name. */
    List<BlueprintView> after(String slug, String name, boolean withSittingOnly, int limit) {
        return jdbi.inTransaction(handle -> {
            BankRow bank = BankRow.of(handle, slug);
            return views(handle, bank, BlueprintTables.after(handle, bank.id(), name, withSittingOnly, limit));
        });
    }

    private interface Change<T> {
        Outcome<T> in(Handle handle, BankRow bank);
    }

    private <T> T inLockedBank(String slug, Change<T> change) {
        Outcome<T> outcome = jdbi.inTransaction(handle -> change.in(handle, BankRow.locked(handle, slug)));
        publisher.publishSoon(outcome.bankId(), outcome.revision());
        return outcome.result();
    }

    private static int raise(Handle handle, BankRow bank) {
        int revision = bank.revision() + 1;
        BankRow.raise(handle, bank.id(), revision);
        return revision;
    }

    private static BlueprintView view(Handle handle, BankRow bank, Blueprint blueprint) {
        return views(handle, bank, List.of(blueprint)).getFirst();
    }

    private static List<BlueprintView> views(Handle handle, BankRow bank, List<Blueprint> blueprints) {
        List<Supply> supply = BlueprintTables.supply(handle, bank.id(), blueprints);
        return blueprints.stream()
                .map(blueprint -> BlueprintView.of(blueprint, supply))
                .toList();
    }

    private static void requireTopics(String slug, Blueprint blueprint, Map<String, UUID> topics) {
        List<String> named =
                blueprint.sections().stream().map(Blueprint.Section::topic).toList();
        for (int i = 0; i < named.size(); i++) {
            if (!topics.containsKey(named.get(i))) {
                throw new ProblemException(
                                QuestionError.TOPIC_UNKNOWN,
                                "The bank has no topic " + named.get(i) + "; see GET /api/v1/banks/" + slug
                                        + "/topics.")
                        .field("sections[" + i + "].topic");
            }
        }
    }

    private static void requireRoom(Handle handle, BankRow bank) {
        if (BlueprintTables.count(handle, bank.id()) >= MAX_BLUEPRINTS) {
            throw new ProblemException(
                    QuestionError.TOO_MANY_BLUEPRINTS,
                    "A bank has at most " + MAX_BLUEPRINTS + " blueprints; delete one that is no longer used.");
        }
    }

    private static ProblemException unknown(String slug, String name) {
        return new ProblemException(
                QuestionError.BLUEPRINT_UNKNOWN,
                "The bank has no blueprint " + name + "; see GET /api/v1/banks/" + slug + "/blueprints.");
    }
}
