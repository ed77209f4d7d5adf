package io.gradeflow.platform.setaside;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.platform.database.ShownPayload;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.messaging.Projection;
import io.gradeflow.platform.messaging.StoredOffsets;
import io.gradeflow.platform.messaging.Superseded;
import io.gradeflow.platform.setaside.SetAsideEvent.Place;
import io.gradeflow.platform.setaside.SetAsideReport.Refused;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The events that this service could not apply. They are applied again here, by those who read their topics; they are not sent
 * again, because others have applied them, and an old record in a compacted topic would take the place of a newer one.
 */
@Singleton
class SetAsideEvents {

    private record Waiting(Place place, @Nullable String key, byte[] payload, Instant time) {

        static Waiting of(ResultSet row) throws SQLException {
            return new Waiting(
                    new Place(row.getString("topic"), row.getInt("partition"), row.getLong("record_offset")),
                    row.getString("record_key"),
                    row.getBytes("payload"),
                    row.getTimestamp("happened").toInstant());
        }
    }

    static final int MOST = 1000;

    private final Jdbi jdbi;
    private final StoredOffsets offsets;
    private final InstantSource clock;

    SetAsideEvents(Jdbi jdbi, StoredOffsets offsets, InstantSource clock) {
        this.jdbi = jdbi;
        this.offsets = offsets;
        this.clock = clock;
    }

    Page<SetAsideEvent> list(@Nullable String topic, boolean applied, @Nullable SetAsidePlace after, int limit) {
        List<SetAsideEvent> found = jdbi.withHandle(handle -> handle.createQuery("SELECT " + ShownPayload.COLUMN + """
                            , topic, partition, record_offset, record_key, reason, set_aside_at, tries, tried_at, tried_by, applied_at
                        FROM set_aside_event
                        WHERE (applied_at IS NOT NULL) = :applied AND (CAST(:topic AS text) IS NULL OR topic = :topic)
                            AND (CAST(:afterTopic AS text) IS NULL
                                OR (topic, partition, record_offset) > (:afterTopic, :afterPartition, :afterOffset))
                        ORDER BY topic, partition, record_offset LIMIT :limit
                        """)
                .bind("applied", applied)
                .bind("topic", topic)
                .bind("afterTopic", after == null ? null : after.topic())
                .bind("afterPartition", after == null ? 0 : after.partition())
                .bind("afterOffset", after == null ? 0 : after.offset())
                .bind("limit", limit + 1)
                .map((row, context) -> SetAsideEvent.of(row))
                .list());
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(
                        found.subList(0, limit),
                        SetAsidePlace.of(found.get(limit - 1).place()).cursor());
    }

    /** @param by whose replay it is */
    SetAsideReport replay(SetAsideRequest request, String by) {
        List<Place> named = request.places();
        List<Place> places = named == null ? waiting(request.topic()) : named;
        int applied = 0;
        List<Refused> refused = new ArrayList<>();
        for (Place place : places) {
            Optional<String> refusal = jdbi.inTransaction(handle -> applyAgain(handle, place, by));
            if (refusal.isEmpty()) {
                applied++;
            } else {
                refused.add(new Refused(place, refusal.get()));
            }
        }
        return new SetAsideReport(applied, refused, named == null ? left(request.topic(), refused) : 0);
    }

    private List<Place> waiting(@Nullable String topic) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT topic, partition, record_offset FROM set_aside_event
                        WHERE applied_at IS NULL AND (CAST(:topic AS text) IS NULL OR topic = :topic)
                        ORDER BY tries, topic, partition, record_offset LIMIT :most
                        """)
                .bind("topic", topic)
                .bind("most", MOST)
                .map((row, context) ->
                        new Place(row.getString("topic"), row.getInt("partition"), row.getLong("record_offset")))
                .list());
    }

    private int left(@Nullable String topic, List<Refused> refused) {
        Set<Place> tried = new HashSet<>();
        refused.forEach(one -> tried.add(one.event()));
        int waiting = jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT count(*) FROM set_aside_event
                        WHERE applied_at IS NULL AND (CAST(:topic AS text) IS NULL OR topic = :topic)
                        """).bind("topic", topic).mapTo(int.class).one());
        return Math.max(0, waiting - tried.size());
    }

    /** The event's row is held, so that two replays at once apply it once. */
    private Optional<String> applyAgain(Handle handle, Place place, String by) {
        Optional<Waiting> waiting = Columns.of(List.of(place))
                .text("topics", Place::topic)
                .integer("partitions", Place::partition)
                .bigint("offsets", Place::offset)
                .bindTo(handle.createQuery("""
                        SELECT topic, partition, record_offset, record_key, payload, coalesce(event_time, set_aside_at) AS happened
                        FROM set_aside_event
                        WHERE (topic, partition, record_offset) IN (SELECT * FROM unnest(:topics, :partitions, :offsets))
                            AND applied_at IS NULL
                        FOR UPDATE
                        """))
                .map((row, context) -> Waiting.of(row))
                .findOne();
        if (waiting.isEmpty()) {
            return Optional.of("No event that waits stands there.");
        }
        Optional<String> refusal = applyAgain(handle, waiting.get());
        if (refusal.isEmpty()) {
            Superseded.by(
                    handle,
                    List.of(new Superseded.Newer(
                            place.topic(),
                            place.partition(),
                            place.offset(),
                            waiting.get().key())));
        }
        handle.createUpdate("""
                        UPDATE set_aside_event SET
                            reason = coalesce(CAST(:reason AS text), reason), tries = tries + 1, tried_at = :now, tried_by = :by,
                            applied_at = CASE WHEN CAST(:reason AS text) IS NULL THEN CAST(:now AS timestamptz) END
                        WHERE topic = :topic AND partition = :partition AND record_offset = :offset
                        """)
                .bind("reason", refusal.orElse(null))
                .bind("now", Timestamp.from(clock.instant()))
                .bind("by", by)
                .bind("topic", place.topic())
                .bind("partition", place.partition())
                .bind("offset", place.offset())
                .execute();
        return refusal;
    }

    private Optional<String> applyAgain(Handle handle, Waiting waiting) {
        List<Projection<?>> readers = Arrays.stream(Topic.values())
                .filter(topic -> topic.topicName().equals(waiting.place().topic()))
                .flatMap(topic -> offsets.readers().stream().filter(reader -> reader.reads(topic)))
                .<Projection<?>>map(reader -> reader)
                .toList();
        if (readers.isEmpty()) {
            return Optional.of("Nothing here reads this topic any more.");
        }
        for (Projection<?> reader : readers) {
            Optional<String> refusal = reader.applyAgain(handle, waiting.payload(), waiting.time());
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }
}
