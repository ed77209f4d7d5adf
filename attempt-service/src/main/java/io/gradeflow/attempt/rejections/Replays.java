package io.gradeflow.attempt.rejections;

import io.gradeflow.attempt.answering.Resending;
import io.gradeflow.attempt.answering.Resending.Place;
import io.gradeflow.attempt.rejections.ReplayReport.NotSent;
import io.gradeflow.attempt.rejections.ReplayReport.Why;
import io.gradeflow.events.AnswerRejected.Reason;
import io.gradeflow.events.EventType;
import io.gradeflow.platform.messaging.EventPublisher;
import io.gradeflow.platform.messaging.RawRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
    private record Row(
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

        /** Nothing goes to a topic on which answers don't travel. */
        private static @Nullable RawRecord record(String topic, String key, byte[] payload) {
            return EventType.ANSWER_SUBMITTED.topics().stream()
                    .filter(one -> one.topicName().equals(topic))
                    .findFirst()
                    .map(one -> new RawRecord(one, key, payload))
                    .orElse(null);
        }
    }

    private static final int PORTION = 1000;
    private static final int MOST = 10_000;

    private static final String WAITS = """
            resolved_at IS NULL AND replayed_at IS NULL AND dismissed_at IS NULL
                AND (CAST(:reason AS text) IS NULL OR reason = :reason) AND rejected_id > :after
            """;

    private final Jdbi jdbi;
    private final Resending resending;
    private final EventPublisher publisher;
    private final InstantSource clock;

    Replays(Jdbi jdbi, Resending resending, EventPublisher publisher, InstantSource clock) {
        this.jdbi = jdbi;
        this.resending = resending;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** @param by whose replay it is */
    ReplayReport replay(ReplayRequest request, String by) {
        List<UUID> ids = request.wantedIds();
        return ids == null ? replayAll(request.wantedReason(), by) : replayThese(ids, by);
    }

    private ReplayReport replayThese(List<UUID> ids, String by) {
        return jdbi.inTransaction(handle -> {
            List<Row> rows = held(handle.createQuery("""
                            SELECT * FROM rejected_answer
                            WHERE rejected_id = ANY (:ids) AND resolved_at IS NULL AND replayed_at IS NULL
                                AND dismissed_at IS NULL
                            ORDER BY rejected_id FOR UPDATE
                            """).bindArray("ids", UUID.class, ids));
            Set<UUID> waited = rows.stream().map(Row::id).collect(Collectors.toSet());
            List<NotSent> notSent = new ArrayList<>(standing(
                    handle, ids.stream().filter(id -> !waited.contains(id)).toList()));
            int sent = send(handle, rows, by, notSent);
            return new ReplayReport(sent, notSent, 0);
        });
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

    private ReplayReport replayAll(@Nullable Reason reason, String by) {
        List<NotSent> notSent = new ArrayList<>();
        int looked = 0;
        int sent = 0;
        UUID after = new UUID(0, 0);
        // In the order of ids, so that what is rejected again meanwhile isn't met twice.
        while (looked < MOST) {
            UUID from = after;
            List<Row> portion = new ArrayList<>();
            sent += jdbi.inTransaction(handle -> {
                portion.addAll(held(waiting(
                                handle.createQuery("SELECT * FROM rejected_answer WHERE " + WAITS
                                        + " ORDER BY rejected_id LIMIT :portion FOR UPDATE"),
                                reason,
                                from)
                        .bind("portion", PORTION)));
                return send(handle, portion, by, notSent);
            });
            looked += portion.size();
            if (portion.size() < PORTION) {
                return new ReplayReport(sent, notSent, 0);
            }
            after = portion.getLast().id();
        }
        UUID last = after;
        int left = jdbi.withHandle(handle -> waiting(
                        handle.createQuery("SELECT count(*) FROM rejected_answer WHERE " + WAITS), reason, last)
                .mapTo(int.class)
                .one());
        return new ReplayReport(sent, notSent, left);
    }

    private static <S extends SqlStatement<S>> S waiting(S statement, @Nullable Reason reason, UUID after) {
        return statement.bind("reason", reason == null ? null : reason.name()).bind("after", after);
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
