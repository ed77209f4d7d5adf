package io.gradeflow.attempt.presence;

import io.gradeflow.platform.database.Columns;
import io.gradeflow.platform.database.Transactions;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Remembers when learners were last heard of, off the way of their answers: signs of life gather in memory and are written
 * together every two seconds. A process that dies takes two seconds of them along, and the next sign makes up for it.
 */
@ApplicationScoped
public class Presence {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Map<UUID, Instant> seen = new ConcurrentHashMap<>();
    private @Nullable Relay relay;

    Presence(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("presence", EVERY, this::write);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    /** The learner of this attempt lives. Costs nothing worth speaking of. */
    public void seen(UUID attemptId) {
        seen.put(attemptId, clock.instant());
    }

    private boolean write() {
        List<Map.Entry<UUID, Instant>> portion = seen.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .toList();
        if (portion.isEmpty()) {
            return false;
        }
        jdbi.useTransaction(handle -> {
            Transactions.leaveCommit(handle);
            Columns.of(portion)
                    .uuid("attempts", Map.Entry::getKey)
                    .instant("times", Map.Entry::getValue)
                    .bindTo(handle.createUpdate("""
                        WITH held AS (
                            SELECT attempt_id, at FROM unnest(:attempts, :times) AS seen (attempt_id, at)
                                JOIN attempt_progress USING (attempt_id)
                            ORDER BY attempt_id FOR UPDATE OF attempt_progress)
                        UPDATE attempt_progress SET seen_at = at FROM held
                        WHERE attempt_progress.attempt_id = held.attempt_id AND coalesce(seen_at < at, true)
                        """))
                    .execute();
        });
        // What came meanwhile is another value and stays.
        portion.forEach(entry -> seen.remove(entry.getKey(), entry.getValue()));
        return false;
    }
}
