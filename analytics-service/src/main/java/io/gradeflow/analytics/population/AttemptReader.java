package io.gradeflow.analytics.population;

import io.gradeflow.analytics.facts.TimeBuckets;
import io.gradeflow.analytics.items.Answer;
import io.gradeflow.analytics.population.BankAttempts.Sitting;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.Grade;
import io.gradeflow.grading.Grading;
import io.gradeflow.grading.NumberResponse;
import io.gradeflow.grading.OrderResponse;
import io.gradeflow.grading.PairsResponse;
import io.gradeflow.grading.Response;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads attempts out of endings and facts, within the transaction of the handle. */
final class AttemptReader {

    private static final int ROWS_AT_A_TIME = 5000;

    /**
     * A row for each question of each paper; several where a question is on one paper several times, as history may have it. There it
     * may be in several revisions, too, each with a key of its own.
     */
    private static final String CELLS = """
            SELECT attempt.attempt_id, attempt.learner_id, attempt.cohorts, attempt.blueprint, finished_at,
                paper.question_id, paper.revision, paper.version, paper.unscored,
                fact.answer_version, fact.key_version, fact.response, fact.score, fact.maximum, fact.answered_at, %s AS time_bucket
            FROM attempt
                CROSS JOIN LATERAL unnest(question_ids, revisions, answer_versions, unscored)
                    WITH ORDINALITY AS paper (question_id, revision, version, unscored, position)
                LEFT JOIN answer_fact AS fact ON fact.attempt_id = attempt.attempt_id
                    AND fact.question_id = paper.question_id AND fact.revision = paper.revision
            WHERE attempt.bank_id = :bank AND attempt.mode IN ('exam', 'imported') AND ending IN ('FINISHED', 'EXPIRED') %s
            ORDER BY attempt.attempt_id, position
            """;

    /** More are read anew: those of typed answers may all be different. */
    private static final int MOST_RESPONSES = 10_000;

    private final Handle handle;
    private final UUID bank;

    /** What these and {@link #responses} hold is made once: rows are many, and there are few items and mostly few answers. */
    private final Map<ItemId, String> names = new HashMap<>();

    /** By what is stored of them. */
    private final Map<String, Response> responses = new HashMap<>();

    AttemptReader(Handle handle, UUID bank) {
        this.handle = handle;
        this.bank = bank;
    }

    void all(BankAttempts into) {
        read(into, query(""));
    }

    /** What is over counts no longer, what counts otherwise now takes the place of what was. */
    void some(BankAttempts into, Collection<UUID> changed) {
        into.forget(changed);
        read(
                into,
                query("AND attempt.attempt_id = ANY (:changed)").bindArray("changed", UUID.class, changed.toArray()));
    }

    private Query query(String which) {
        return handle.createQuery(CELLS.formatted(TimeBuckets.sql("fact.elapsed_millis"), which))
                .bind("bank", bank)
                .setFetchSize(ROWS_AT_A_TIME);
    }

    /** A question of a paper, and when it was answered; null where it was left blank. */
    private record Cell(Answer answer, @Nullable Instant answeredAt) {

        /** Of a question that is on one paper several times the earliest answer counts, and any before a blank. */
        static Cell earlier(Cell one, Cell other) {
            if (other.answeredAt == null) {
                return one;
            }
            return one.answeredAt == null || other.answeredAt.isBefore(one.answeredAt) ? other : one;
        }
    }

    private static final class Paper {

        private final Sitting sitting;
        private final Map<UUID, Cell> cells = new LinkedHashMap<>();
        private boolean provisional;

        Paper(Sitting sitting) {
            this.sitting = sitting;
        }

        void closeInto(BankAttempts attempts) {
            attempts.put(
                    sitting,
                    provisional
                            ? null
                            : cells.values().stream().map(Cell::answer).toList());
        }
    }

    private void read(BankAttempts into, Query query) {
        Paper last = query.reduceResultSet((Paper) null, (paper, row, context) -> {
            UUID attempt = row.getObject("attempt_id", UUID.class);
            Paper current = paper;
            if (current == null || !current.sitting.attempt().equals(attempt)) {
                if (current != null) {
                    current.closeInto(into);
                }
                current = new Paper(sitting(attempt, row));
            }
            Cell cell = cell(into, row);
            if (cell == null) {
                current.provisional = true;
            } else {
                current.cells.merge(row.getObject("question_id", UUID.class), cell, Cell::earlier);
            }
            return current;
        });
        if (last != null) {
            last.closeInto(into);
        }
    }

    private static Sitting sitting(UUID attempt, ResultSet row) throws SQLException {
        return new Sitting(
                attempt,
                row.getString("learner_id"),
                List.of((String[]) row.getArray("cohorts").getArray()),
                row.getString("blueprint"),
                row.getTimestamp("finished_at").toInstant());
    }

    /** Null while its question, key or grade isn't here. */
    private @Nullable Cell cell(BankAttempts attempts, ResultSet row) throws SQLException {
        String id = names.computeIfAbsent(
                new ItemId(row.getObject("question_id", UUID.class), row.getInt("revision")), ItemId::toString);
        DescribedItem described = attempts.item(id);
        if (described == null || described.key() == null || described.blank() == null) {
            return null;
        }
        boolean counts = !row.getBoolean("unscored");
        int version = row.getInt("version");
        if (version == 0) {
            return new Cell(answer(id, described.blank(), Set.of(), null, counts), null);
        }
        Integer answered = row.getObject("answer_version", Integer.class);
        if (answered == null || answered != version || row.getInt("key_version") > described.keyVersion()) {
            return null;
        }
        Response response = response(row.getString("response"));
        if (row.getInt("key_version") < described.keyVersion()
                && response instanceof TextResponse
                && described.key() instanceof TextKey) {
            // What was typed isn't told here, so its grade under the newer key has to be waited for.
            return null;
        }
        Set<String> chosen = chosen(response);
        return new Cell(
                answer(
                        id,
                        grade(described, described.key(), row, response),
                        described.item().options().containsAll(chosen) ? chosen : Set.of(),
                        row.getObject("time_bucket", Integer.class),
                        counts),
                row.getTimestamp("answered_at").toInstant());
    }

    /** The stored one, or where that is of an older key, what will be when the regrade arrives: so no figure mixes keys. */
    private static Grade grade(DescribedItem described, AnswerKey key, ResultSet row, @Nullable Response response)
            throws SQLException {
        if (row.getInt("key_version") < described.keyVersion()) {
            return Grading.grade(key, response);
        }
        return new Grade(row.getBigDecimal("score"), row.getBigDecimal("maximum"));
    }

    private static Answer answer(
            String id, Grade grade, Set<String> chosen, @Nullable Integer timeBucket, boolean counts) {
        return new Answer(id, rounded(grade.score()), rounded(grade.maximum()), chosen, timeBucket, counts);
    }

    /** The matrix keeps no finer decimals than grades have. */
    private static BigDecimal rounded(BigDecimal points) {
        return points.scale() > Grade.SCALE ? points.setScale(Grade.SCALE, RoundingMode.HALF_EVEN) : points;
    }

    private @Nullable Response response(@Nullable String stored) {
        if (stored == null) {
            return null;
        }
        if (responses.size() == MOST_RESPONSES) {
            responses.clear();
        }
        return responses.computeIfAbsent(
                stored, text -> EventJson.read(text.getBytes(StandardCharsets.UTF_8), Response.class));
    }

    /** Nothing is chosen where the answer is typed or arranged. */
    private static Set<String> chosen(@Nullable Response response) {
        return switch (response) {
            case null -> Set.of();
            case ChoiceResponse choice -> choice.choices();
            case TextResponse _, NumberResponse _, PairsResponse _, OrderResponse _ -> Set.of();
        };
    }
}
