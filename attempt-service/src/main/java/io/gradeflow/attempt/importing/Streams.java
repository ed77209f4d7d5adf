package io.gradeflow.attempt.importing;

import io.gradeflow.attempt.life.FinishRelay;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The streams that are being read, by whichever instance. At its end a stream ends its sittings. One that broke off, or whose
 * process died, is ended here some minutes later, unless the same was sent again meanwhile.
 */
@ApplicationScoped
class Streams {

    private static final int PORTION = 500;

    private final Jdbi jdbi;
    private final FinishRelay finishRelay;
    private final InstantSource clock;
    private final Duration abandonedAfter;
    private @Nullable Relay relay;

    Streams(
            Jdbi jdbi,
            FinishRelay finishRelay,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.imports.abandoned-after", defaultValue = "10M") Duration abandonedAfter) {
        this.jdbi = jdbi;
        this.finishRelay = finishRelay;
        this.clock = clock;
        this.abandonedAfter = abandonedAfter;
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("abandoned-imports", abandonedAfter.dividedBy(4), this::endAbandoned);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    /** Says within a batch's transaction that the stream goes on. */
    static void seen(Handle handle, UUID streamId, Instant now) {
        handle.createUpdate("""
                        INSERT INTO import_stream (stream_id, seen_at) VALUES (:stream, :now)
                        ON CONFLICT (stream_id) DO UPDATE SET seen_at = excluded.seen_at
                        """)
                .bind("stream", streamId)
                .bind("now", Timestamp.from(now))
                .execute();
    }

    /**
     * Ends what the stream has changed.
     *
     * @return how many sittings
     */
    long end(UUID streamId) {
        long ended = 0;
        List<UUID> portion = open(streamId);
        while (!portion.isEmpty()) {
            List<UUID> sittings = portion;
            ended += jdbi.inTransaction(handle -> SittingTables.end(handle, streamId, sittings));
            finishRelay.signalImported();
            portion = open(streamId);
        }
        jdbi.useTransaction(handle -> forget(handle, streamId));
        return ended;
    }

    /** Unless it goes on after all: a batch that came meanwhile has opened sittings that somebody is to end; its row is waited for first. */
    private static void forget(Handle handle, UUID streamId) {
        handle.execute("SELECT FROM import_stream WHERE stream_id = ? FOR UPDATE", streamId);
        handle.execute("""
                DELETE FROM import_stream
                WHERE stream_id = ? AND NOT EXISTS (
                    SELECT FROM open_import WHERE open_import.stream_id = import_stream.stream_id)
                """, streamId);
    }

    private List<UUID> open(UUID streamId) {
        return jdbi.withHandle(handle -> SittingTables.open(handle, streamId, PORTION));
    }

    private boolean endAbandoned() {
        jdbi.withHandle(handle -> handle.createQuery("SELECT stream_id FROM import_stream WHERE seen_at < :before")
                        .bind("before", Timestamp.from(clock.instant().minus(abandonedAfter)))
                        .mapTo(UUID.class)
                        .list())
                .forEach(this::end);
        return false;
    }
}
