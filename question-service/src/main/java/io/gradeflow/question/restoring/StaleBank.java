package io.gradeflow.question.restoring;

import io.gradeflow.events.BankPublished;
import io.gradeflow.events.QuestionPublished;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A bank of which more was published than the database has.
 *
 * @param published null where the process died between its questions and itself, so that they are to be told anew
 * @param revision the highest that any event of it names
 */
record StaleBank(UUID id, @Nullable BankPublished published, int revision) {

    static List<StaleBank> of(Handle handle, List<BankPublished> banks, List<QuestionPublished> questions) {
        Map<UUID, BankPublished> published =
                banks.stream().collect(Collectors.toMap(BankPublished::bankId, bank -> bank));
        Map<UUID, Integer> highest = new HashMap<>();
        banks.forEach(bank -> highest.merge(bank.bankId(), bank.revision(), Math::max));
        questions.forEach(question -> highest.merge(
                question.bankId(),
                Math.max(question.introducedIn(), Objects.requireNonNullElse(question.retiredIn(), 0)),
                Math::max));
        Map<UUID, Integer> here = revisions(handle, highest.keySet());
        List<StaleBank> stale = new ArrayList<>();
        highest.forEach((id, revision) -> {
            BankPublished event = published.get(id);
            boolean isNamed = here.containsKey(id) || event != null;
            if (isNamed && revision > here.getOrDefault(id, 0)) {
                stale.add(new StaleBank(id, event, revision));
            }
        });
        return stale;
    }

    private static Map<UUID, Integer> revisions(Handle handle, Set<UUID> ids) {
        return handle.createQuery("SELECT id, revision FROM bank WHERE id = ANY (:ids)")
                .bindArray("ids", UUID.class, ids)
                .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                    found.put(row.getObject("id", UUID.class), row.getInt("revision"));
                    return found;
                });
    }

    static Set<UUID> ids(List<StaleBank> banks) {
        return banks.stream().map(StaleBank::id).collect(Collectors.toSet());
    }

    static Stream<BankPublished> published(List<StaleBank> banks) {
        return banks.stream().map(StaleBank::published).filter(Objects::nonNull).map(Objects::requireNonNull);
    }
}
