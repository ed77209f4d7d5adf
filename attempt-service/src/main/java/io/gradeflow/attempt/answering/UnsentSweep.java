package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.OneInstance;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.OutboxMetrics;
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
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Sends answers that were committed and never marked as sent: those of a process that died. At its start a service looks at
 * all, afterwards only at those that a living process had time enough to send. Those of the slow lane are {@link ImportedRelay}'s.
 */
@ApplicationScoped
class UnsentSweep {

    private static final int PORTION = 1000;
    private static final Duration TIME_TO_SEND = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final AnswerSender sender;
    private final InstantSource clock;
    private final OutboxMetrics outboxes;
    private boolean atStart = true;
    private @Nullable Relay relay;

    UnsentSweep(Jdbi jdbi, AnswerSender sender, InstantSource clock, OutboxMetrics outboxes) {
        this.outboxes = outboxes;
        this.jdbi = jdbi;
        this.sender = sender;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        outboxes.watch("answers", this::oldest);
        relay = Relay.start("unsent-sweep", TIME_TO_SEND.dividedBy(2), this::send);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    private Optional<Instant> oldest() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT min(received_at) FROM answer WHERE sent_at IS NULL AND NOT slow")
                .map((row, context) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one());
    }

    private boolean send() {
        return OneInstance.SENDING_UNSENT.alone(jdbi, this::sendPortion);
    }

    private boolean sendPortion(Handle handle) {
        Instant until = atStart ? clock.instant() : clock.instant().minus(TIME_TO_SEND);
        List<StoredAnswer> unsent = handle.createQuery("SELECT " + StoredAnswer.COLUMNS + """
                        FROM answer JOIN attempt USING (attempt_id)
                        WHERE sent_at IS NULL AND NOT slow AND received_at <= :until
                        ORDER BY received_at LIMIT :portion
                        """)
                .bind("until", Timestamp.from(until))
                .bind("portion", PORTION)
                .map((row, context) -> StoredAnswer.of(row))
                .list();
        sender.send(Topic.ANSWERS_SUBMITTED, unsent);
        boolean more = unsent.size() == PORTION;
        atStart = atStart && more;
        return more;
    }
}
