package io.gradeflow.attempt.answering;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sends committed answers on in the live lane, in batches, straight from memory. What is lost with this process, or finds no
 * place here while the broker is away, stands unsent in the database and is found by {@link UnsentSweep}.
 */
@ApplicationScoped
class SubmittedRelay {

    private static final int PORTION = 1000;
    private static final int CAPACITY = 50_000;
    /** After a portion; the first answer after a while goes at once. A portion of one costs nearly as much as one of twenty. */
    private static final Duration GATHERING = Duration.ofMillis(20);
    /** So many that they gather no longer. */
    private static final int MANY = 200;

    private final AnswerSender sender;
    private final BlockingQueue<StoredAnswer> committed = new ArrayBlockingQueue<>(CAPACITY);
    /** Taken from the queue and not yet acknowledged; only the relay's thread touches it. */
    private final List<StoredAnswer> portion = new ArrayList<>(PORTION);

    private @Nullable Relay relay;

    SubmittedRelay(AnswerSender sender) {
        this.sender = sender;
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("submitted-relay", Duration.ofSeconds(5), GATHERING, this::send);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    /** Takes an answer whose transaction has committed. Never blocks. */
    void send(StoredAnswer answer) {
        if (committed.offer(answer) && relay != null) {
            relay.signal();
        }
    }

    private boolean send() {
        committed.drainTo(portion, PORTION - portion.size());
        sender.send(Topic.ANSWERS_SUBMITTED, portion);
        // Whatever is left by a portion that isn't full came after it, and was signalled.
        boolean isFull = portion.size() == PORTION;
        portion.clear();
        return isFull || committed.size() >= MANY;
    }
}
