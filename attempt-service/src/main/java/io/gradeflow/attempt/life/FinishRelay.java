package io.gradeflow.attempt.life;

import io.gradeflow.attempt.OneInstance;
import io.gradeflow.attempt.life.Announcements.Whose;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.Courtesy;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Announces attempts that are over, or not over after all because they were reopened, and exams that have begun: sends what is marked as not announced and
 * marks it once acknowledged. A crash in between only sends again what readers recognise. One instance at a time, so that they
 * don't all send the same; no row is held while the broker takes its time, for answers would wait for it.
 *
 * <p>All have one topic, and are read in its order: so what was loaded from another system is announced in the slow lane, a portion at a
 * time, and none is begun while anything live is to be announced. See ADR 21.
 */
@ApplicationScoped
public class FinishRelay {

    static final int PORTION = 500;

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Jdbi jdbi;
    private final EventPublisher publisher;
    private final Announcements announcements;
    private final OutboxMetrics outboxes;
    private final Courtesy courtesy;
    private @Nullable Relay live;
    private @Nullable Relay imported;

    FinishRelay(
            Jdbi jdbi,
            EventPublisher publisher,
            Announcements announcements,
            OutboxMetrics outboxes,
            Courtesy courtesy) {
        this.outboxes = outboxes;
        this.courtesy = courtesy;
        this.jdbi = jdbi;
        this.publisher = publisher;
        this.announcements = announcements;
    }

    void start(@Observes StartupEvent event) {
        outboxes.watch("attempts-finished", () -> jdbi.withHandle(Announcements::oldest));
        live = Relay.start("finish-relay", EVERY, this::announceLive);
        imported = Relay.start("imported-finish-relay", EVERY, this::announceImported);
    }

    void stop(@Observes ShutdownEvent event) {
        if (live != null) {
            live.close();
        }
        if (imported != null) {
            imported.close();
        }
    }

    /** Says that an attempt has ended, its paper changed, or an exam began. */
    public void signal() {
        if (live != null) {
            live.signal();
        }
    }

    /** The same of attempts that were loaded. */
    public void signalImported() {
        if (imported != null) {
            imported.signal();
        }
    }

    private boolean announceLive() {
        return jdbi.inTransaction(handle -> {
            OneInstance.ANNOUNCING.await(handle);
            int announced = announce(handle, Whose.LIVE);
            if (announced > 0) {
                courtesy.live();
            }
            return announced == PORTION;
        });
    }

    private boolean announceImported() {
        AtomicBoolean more = new AtomicBoolean();
        courtesy.slowly(() -> more.set(announcePortion()));
        return more.get();
    }

    private boolean announcePortion() {
        boolean liveIsLeft = announceLive();
        while (liveIsLeft) {
            liveIsLeft = announceLive();
        }
        return OneInstance.ANNOUNCING_IMPORTED.alone(jdbi, handle -> announce(handle, Whose.IMPORTED) == PORTION);
    }

    private int announce(Handle handle, Whose whose) {
        List<AttemptFinished> due = announcements.due(handle, whose, PORTION);
        publisher.publish(due.stream()
                .map(event -> OutgoingEvent.of(Topic.ATTEMPTS_FINISHED, event, announcements.time(event)))
                .toList());
        Announcements.mark(handle, due);
        return due.size();
    }
}
