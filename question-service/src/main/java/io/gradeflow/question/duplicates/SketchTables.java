package io.gradeflow.question.duplicates;

import io.gradeflow.question.StoredChoices;
import io.gradeflow.question.finding.Found;
import io.gradeflow.question.finding.UnreadQuestions;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads what of questions' wording is like that of others. */
final class SketchTables {

    /** @param number the question's, in the order in which questions came */
    record Sketched(UUID questionId, long number, List<Long> sketch) {}

    private static final int FETCHED_AT_ONCE = 1_000;

    private SketchTables() {}

    /** The questions of a bank that aren't retired, in the order in which they came; the first of them where there are more. */
    static List<Sketched> all(Handle handle, UUID bankId, int most) {
        UnreadQuestions.read(handle, bankId);
        return handle.createQuery("""
                        SELECT id, number, sketch FROM question WHERE bank_id = :bank AND state <> 'RETIRED' ORDER BY number
                        LIMIT :most
                        """)
                .bind("bank", bankId)
                .bind("most", most)
                .setFetchSize(FETCHED_AT_ONCE)
                .map((row, context) -> sketched(row))
                .list();
    }

    /** Hands on the same, the newest of them where there are more, without keeping all at once. */
    static void forEach(Handle handle, UUID bankId, int most, Consumer<Sketched> consumer) {
        UnreadQuestions.read(handle, bankId);
        handle.createQuery("""
                        SELECT id, number, sketch FROM (
                            SELECT id, number, sketch FROM question WHERE bank_id = :bank AND state <> 'RETIRED'
                            ORDER BY number DESC LIMIT :most) AS newest
                        ORDER BY number
                        """)
                .bind("bank", bankId)
                .bind("most", most)
                .setFetchSize(FETCHED_AT_ONCE)
                .map((row, context) -> sketched(row))
                .forEach(consumer);
    }

    /** Those of them that share a band, the newest where there are many: quick for few bands, whatever the bank's size. */
    static List<Sketched> sharing(Handle handle, UUID bankId, List<Long> bands, int most) {
        UnreadQuestions.read(handle, bankId);
        return handle.createQuery("""
                        SELECT id, number, sketch FROM question
                        WHERE bank_id = :bank AND state <> 'RETIRED' AND sketch && CAST(:bands AS bigint[])
                        ORDER BY number DESC LIMIT :most
                        """)
                .bind("bank", bankId)
                .bind("bands", bands.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")))
                .bind("most", most)
                .map((row, context) -> sketched(row))
                .list();
    }

    private static Sketched sketched(ResultSet row) throws SQLException {
        return new Sketched(row.getObject("id", UUID.class), row.getLong("number"), sketch(row.getArray("sketch")));
    }

    private static List<Long> sketch(@Nullable Array stored) throws SQLException {
        return stored == null ? List.of() : List.of((Long[]) stored.getArray());
    }

    /** The words of the newest revisions. */
    static Map<UUID, Set<String>> words(Handle handle, Collection<UUID> questions) {
        Map<UUID, Set<String>> words = new HashMap<>();
        if (!questions.isEmpty()) {
            handle.createQuery("""
                            SELECT id, external_id, stem, choices, prompts
                            FROM question JOIN question_revision r ON question_id = id AND r.revision = question.revision
                            WHERE id = ANY (:questions)
                            """)
                    .bindArray("questions", UUID.class, questions)
                    .map((row, context) -> found(row))
                    .forEach(found -> words.put(found.questionId(), found.wording()));
        }
        return words;
    }

    private static Found found(ResultSet row) throws SQLException {
        return Found.of(
                row.getObject("id", UUID.class),
                row.getString("external_id"),
                row.getString("stem"),
                StoredChoices.read(row.getString("choices")),
                Objects.requireNonNullElse(StoredChoices.readPrompts(row.getString("prompts")), List.of()));
    }
}
