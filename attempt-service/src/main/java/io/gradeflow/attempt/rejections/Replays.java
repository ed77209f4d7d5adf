package io.gradeflow.attempt.rejections;

import io.gradeflow.attempt.answering.Resending;
import io.gradeflow.attempt.answering.Resending.Place;
import io.gradeflow.attempt.rejections.ReplayReport.NotSent;
import io.gradeflow.attempt.rejections.ReplayReport.Why;
import io.gradeflow.events.AnswerRejected.Reason;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventType;
import io.gradeflow.grading.TextResponse;
import io.gradeflow.platform.messaging.EventPublisher;
import io.gradeflow.platform.messaging.RawRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Sends again what was rejected. The rows are held until all is acknowledged: of two replays at once, the second finds them
 * under way; a rejection that comes at once waits, and then ends the replay; a crash before the commit leaves them as they
 * were, and another replay sends them twice, which views recognise.
 */
@ApplicationScoped
class Replays {

    /** @param record as it came; null where it can't be sent so */
    record Row(
            UUID id,
            boolean known,
            @Nullable Place place,
            @Nullable RawRecord record) {

        static Row of(ResultSet row) throws SQLException {
            byte[] payload = row.getBytes("payload");
            UUID attempt = row.getObject("attempt_id", UUID.class);
            return new Row(
                    row.getObject("rejected_id", UUID.class),
                    row.getBoolean("known"),
                    attempt == null ? null : new Place(attempt, row.getInt("position")),
                    payload == null ? null : record(row.getString("topic"), row.getString("record_key"), payload));
        }

        /** Nothing goes to a topic on which answers don't travel, and no answer without the words that it consists of. */
        private static @Nullable RawRecord record(String topic, String key, byte[] payload) {
            AnswerSubmitted answer = RejectedRecord.answer(payload);
            if (answer != null && TextResponse.WITHHELD.equals(answer.response())) {
                return null;
            }
            return EventType.ANSWER_SUBMITTED.topics().stream()
                    .filter(one -> one.topicName().equals(topic))
                    .findFirst()
                    .map(one -> new RawRecord(one, key, payload))
                    .orElse(null);
        }
    }

    /** Of all that wait, those of a reason, or these; null for no matter which. */
    private record Wanted(@Nullable Reason reason, @Nullable List<UUID> ids) {

        <S extends SqlStatement<S>> S bindTo(S statement, UUID after, Timestamp lapsed) {
            return statement
                    .bind("reason", reason == null ? null : reason.name())
                    .bind("every", ids == null)
                    .bindArray("ids", UUID.class, ids == null ? List.of() : ids)
                    .bind("after", after)
                    .bind("lapsed", lapsed);
        }
    }

    private static final int PORTION = 1000;
    private static final int PORTION_BYTES = 16 * 1024 * 1024;
    private static final int MOST = 10_000;

    /** One that nothing came of for so long is lost. */
    private static final String OPEN = """
            resolved_at IS NULL AND dismissed_at IS NULL AND (replayed_at IS NULL OR replayed_at < :lapsed)
            """;

    private static final String WAITS = OPEN + """
             AND (CAST(:reason AS text) IS NULL OR reason = :reason) AND (:every OR rejected_id = ANY (:ids))
                AND rejected_id > :after
            """;

    /** So many that their records fit into memory, and one at least. What another replay sends meanwhile is seen under way. */
    private static final String NEXT = """
            SELECT * FROM rejected_answer
            WHERE rejected_id IN (
                SELECT rejected_id FROM (
                    SELECT rejected_id, sum(bytes) OVER (ORDER BY rejected_id) - bytes AS before FROM (
                        SELECT rejected_id, coalesce(octet_length(payload), 0) AS bytes FROM rejected_answer
                        WHERE %s ORDER BY rejected_id LIMIT :portion) AS next) AS counted
                WHERE before < :bytes) AND %s
            ORDER BY rejected_id FOR UPDATE
            """.formatted(WAITS, OPEN);

    private final Jdbi jdbi;
    private final Resending resending;
    private final EventPublisher publisher;
    private final InstantSource clock;
    private final Duration lapse;

    Replays(
            Jdbi jdbi,
            Resending resending,
            EventPublisher publisher,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.rejected.replay-lapses-after", defaultValue = "6H") Duration lapse) {
        this.jdbi = jdbi;
        this.resending = resending;
        this.publisher = publisher;
        this.clock = clock;
        this.lapse = lapse;
    }

    /** @param by whose replay it is */
    ReplayReport replay(ReplayRequest request, String by) {
        Wanted wanted = new Wanted(request.wantedReason(), request.wantedIds());
        List<NotSent> notSent = new ArrayList<>();
        Set<UUID> looked = new HashSet<>();
        int sent = 0;
        UUID after = new UUID(0, 0);
        // In the order of ids, so that what is rejected again meanwhile isn't met twice.
        while (looked.size() < MOST) {
            UUID from = after;
            List<UUID> portion = new ArrayList<>();
            sent += jdbi.inTransaction(handle -> {
                List<Row> rows = held(wanted.bindTo(handle.createQuery(NEXT), from, lapsed())
                        .bind("portion", PORTION)
                        .bind("bytes", PORTION_BYTES));
                rows.forEach(row -> portion.add(row.id()));
                return send(handle, rows, by, notSent);
            });
            if (portion.isEmpty()) {
                break;
            }
            looked.addAll(portion);
            after = portion.getLast();
        }
        if (wanted.ids() != null) {
            List<UUID> others =
                    wanted.ids().stream().filter(id -> !looked.contains(id)).toList();
            notSent.addAll(jdbi.withHandle(handle -> standing(handle, others)));
            return new ReplayReport(sent, notSent, 0);
        }
        UUID last = after;
        int left = jdbi.withHandle(handle -> wanted.bindTo(
                        handle.createQuery("SELECT count(*) FROM rejected_answer WHERE " + WAITS), last, lapsed())
                .mapTo(int.class)
                .one());
        return new ReplayReport(sent, notSent, left);
    }

    /** Why those that don't wait for a replay don't. */
    private static List<NotSent> standing(Handle handle, List<UUID> ids) {
        return handle.createQuery("""
                        SELECT id, rejected_id IS NULL AS unknown, resolved_at IS NOT NULL AS resolved,
                            dismissed_at IS NOT NULL AS dismissed
                        FROM unnest(:ids) AS asked (id) LEFT JOIN rejected_answer ON rejected_id = id
                        """)
                .bindArray("ids", UUID.class, ids)
                .map((row, context) -> NotSent.of(row.getObject("id", UUID.class), why(row)))
                .list();
    }

    private static Why why(ResultSet row) throws SQLException {
        if (row.getBoolean("unknown")) {
            return Why.UNKNOWN;
        }
        if (row.getBoolean("resolved")) {
            return Why.RESOLVED;
        }
        return row.getBoolean("dismissed") ? Why.DISMISSED : Why.UNDER_WAY;
    }

    private Timestamp lapsed() {
        return Timestamp.from(clock.instant().minus(lapse));
    }

    private static List<Row> held(Query query) {
        return query.map((row, context) -> Row.of(row)).list();
    }

    /** @return how many were sent */
    private int send(Handle handle, List<Row> rows, String by, List<NotSent> notSent) {
        Set<Place> places = rows.stream().filter(Row::known).map(Row::place).collect(Collectors.toSet());
        // What is no answer of ours first: then no answer's row is held while the broker is waited for.
        publisher.publishAsTheyCame(rows.stream()
                .filter(row -> !row.known())
                .map(Row::record)
                .filter(Objects::nonNull)
                .toList());
        Set<Place> resent = places.isEmpty() ? Set.of() : resending.send(handle, places);
        Set<UUID> sent = new HashSet<>();
        List<UUID> resolved = new ArrayList<>();
        for (Row row : rows) {
            if (row.known() ? resent.contains(row.place()) : row.record() != null) {
                sent.add(row.id());
            } else if (row.known()) {
                resolved.add(row.id());
                notSent.add(NotSent.of(row.id(), Why.RESOLVED));
            } else {
                notSent.add(NotSent.of(row.id(), Why.NOTHING_TO_SEND));
            }
        }
        mark(handle, sent, resolved, by);
        ReadSince.note(
                handle, rows.stream().filter(row -> sent.contains(row.id())).toList());
        return sent.size();
    }

    private void mark(Handle handle, Set<UUID> sent, List<UUID> resolved, String by) {
        Timestamp now = Timestamp.from(clock.instant());
        handle.createUpdate("""
                        UPDATE rejected_answer SET replayed_at = :now, replayed_by = :by, replays = replays + 1
                        WHERE rejected_id = ANY (:sent)
                        """)
                .bind("now", now)
                .bind("by", by)
                .bindArray("sent", UUID.class, sent)
                .execute();
        handle.createUpdate("UPDATE rejected_answer SET resolved_at = :now WHERE rejected_id = ANY (:resolved)")
                .bind("now", now)
                .bindArray("resolved", UUID.class, resolved)
                .execute();
    }
}
