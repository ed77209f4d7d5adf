package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.OneInstance;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Sends imported answers on in the slow lane, straight from the table, which is their queue: an import commits faster than they
 * are sent. One instance at a time, so that they don't all send the same.
 */
@ApplicationScoped
public class ImportedRelay {

    private static final int PORTION = 1000;

    /** Where the rows lie that were looked at last. Those before it were sent, but for what was stored since. */
    private record Place(UUID attemptId, int position) {
        static final Place START = new Place(new UUID(0, 0), 0);
    }

    private final Jdbi jdbi;
    private final AnswerSender sender;
    private Place place = Place.START;
    private @Nullable Relay relay;

    ImportedRelay(Jdbi jdbi, AnswerSender sender) {
        this.jdbi = jdbi;
        this.sender = sender;
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("imported-relay", Duration.ofSeconds(5), this::send);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    /** Says that imported answers were committed. Never blocks. */
    public void signal() {
        if (relay != null) {
            relay.signal();
        }
    }

    private boolean send() {
        return OneInstance.SENDING_IMPORTED.alone(jdbi, this::sendPortion);
    }

    /** Goes through the table in the order of its index and begins anew at its end, until a whole round finds nothing. */
    private boolean sendPortion(Handle handle) {
        List<StoredAnswer> unsent = unsent(handle);
        sender.send(Topic.ANSWERS_RESUBMITTED, unsent);
        boolean fromTheStart = place.equals(Place.START);
        if (unsent.size() < PORTION) {
            place = Place.START;
            return !unsent.isEmpty() || !fromTheStart;
        }
        StoredAnswer last = unsent.getLast();
        place = new Place(last.attemptId(), last.position());
        return true;
    }

    private List<StoredAnswer> unsent(Handle handle) {
        return handle.createQuery("SELECT " + StoredAnswer.COLUMNS + """
                        FROM answer JOIN attempt USING (attempt_id)
                        WHERE sent_at IS NULL AND slow AND (attempt_id, position) > (:attempt, :position)
                        ORDER BY attempt_id, position LIMIT :portion
                        """)
                .bind("attempt", place.attemptId())
                .bind("position", place.position())
                .bind("portion", PORTION)
                .map((row, context) -> StoredAnswer.of(row))
                .list();
    }
}
