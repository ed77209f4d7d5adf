package io.gradeflow.attempt.life;

import io.gradeflow.attempt.OneInstance;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.EventPublisher;
import io.gradeflow.platform.messaging.OutboxMetrics;
import io.gradeflow.platform.messaging.OutgoingEvent;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Announces attempts that are over, or not over after all because they were reopened, and exams that have begun: sends what is marked as not announced and
 * marks it once acknowledged. A crash in between only sends again what readers recognise. One instance at a time, so that they
 * don't all send the same; no row is held while the broker takes its time, for answers would wait for it.
 */
@ApplicationScoped
public class FinishRelay {

    private static final int PORTION = 500;

    private final Jdbi jdbi;
    private final EventPublisher publisher;
    private final Announcements announcements;
    private final OutboxMetrics outboxes;
    private @Nullable Relay relay;

    FinishRelay(Jdbi jdbi, EventPublisher publisher, Announcements announcements, OutboxMetrics outboxes) {
        this.outboxes = outboxes;
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.announcements = announcements;
    }

    void start(@Observes StartupEvent event) {
        outboxes.watch("attempts-finished", () -> jdbi.withHandle(Announcements::oldest));
        relay = Relay.start("finish-relay", Duration.ofSeconds(5), this::announce);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    /** Says that an attempt has ended, its paper changed, or an exam began. */
    public void signal() {
        if (relay != null) {
            relay.signal();
        }
    }

    private boolean announce() {
        return jdbi.inTransaction(handle -> {
            OneInstance.ANNOUNCING.await(handle);
            List<AttemptFinished> due = announcements.due(handle, PORTION);
            publisher.publish(due.stream()
                    .map(event -> OutgoingEvent.of(Topic.ATTEMPTS_FINISHED, event, announcements.time(event)))
                    .toList());
            Announcements.mark(handle, due);
            return due.size() == PORTION;
        });
    }
}
