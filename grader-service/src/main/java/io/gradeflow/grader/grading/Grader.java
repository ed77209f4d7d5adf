package io.gradeflow.grader.grading;

import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.events.UnreadableEventException;
import io.gradeflow.grader.keys.Keys;
import io.gradeflow.grader.keys.VersionedKey;
import io.gradeflow.grading.Grading;
import io.gradeflow.platform.messaging.BrokerUnavailableException;
import io.gradeflow.platform.messaging.EventPublisher;
import io.gradeflow.platform.messaging.OutgoingEvent;
import io.gradeflow.platform.messaging.SideBySide;
import io.gradeflow.platform.tracing.Spans;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Grades batches of answers. Holds nothing of its own: when it dies, its batches are read by another grader and graded to the
 * same result.
 */
@ApplicationScoped
class Grader {

    private record Waiting(ConsumerRecord<String, byte[]> record, AnswerSubmitted answer) {}

    /** What comes of a batch, each event in the trace of the record that it answers. */
    private record Outgoing(List<OutgoingEvent> events, Spans spans) {

        void add(ConsumerRecord<String, byte[]> record, OutgoingEvent event) {
            events.add(event.within(spans.placeOf(record)));
        }
    }

    private static final Logger LOG = Logger.getLogger(Grader.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Keys keys;
    private final EventPublisher publisher;
    private final MeterRegistry registry;
    private final InstantSource clock;

    Grader(Keys keys, EventPublisher publisher, MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.keys = keys;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** From the start, so that the first rejection is an increase too. */
    void count(@Observes StartupEvent start) {
        for (AnswerRejected.Reason reason : AnswerRejected.Reason.values()) {
            rejected(reason);
        }
    }

    private Counter rejected(AnswerRejected.Reason reason) {
        return registry.counter("gradeflow.answers.rejected", "reason", reason.name());
    }

    /**
     * Grades answers, or rejects them; nothing is sent yet. Waits until all keys are known.
     *
     * @param graded where grades go
     */
    Graded grade(ConsumerRecords<String, byte[]> records, Topic graded) throws InterruptedException {
        if (!keys.loaded()) {
            keys.readToEnd();
        }
        Spans spans = Spans.processing(records);
        try {
            Outgoing outgoing = new Outgoing(new ArrayList<>(records.count()), spans);
            gradeAll(records, graded, outgoing);
            return new Graded(outgoing.events(), List.of(spans));
        } catch (RuntimeException | InterruptedException e) {
            spans.close();
            throw e;
        }
    }

    /**
     * The same, where much has come with partitions side by side, on so many threads at most; each partition's in their order.
     *
     * @throws IllegalStateException if it is interrupted meanwhile
     */
    Graded grade(ConsumerRecords<String, byte[]> records, Topic graded, int atOnce) {
        return Graded.of(SideBySide.map(SideBySide.shares(records, atOnce), share -> grade(share, graded)));
    }

    private void gradeAll(ConsumerRecords<String, byte[]> records, Topic graded, Outgoing outgoing)
            throws InterruptedException {
        List<Waiting> waiting = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            AnswerSubmitted answer = read(record, outgoing);
            if (answer != null) {
                Waiting read = new Waiting(record, answer);
                if (!gradeInto(outgoing, read, graded)) {
                    waiting.add(read);
                }
            }
        }
        if (!waiting.isEmpty()) {
            // The sender knew a key that wasn't here. What isn't at the end observed now, after the answer came,
            // doesn't exist.
            keys.readToEnd();
            for (Waiting late : waiting) {
                if (!gradeInto(outgoing, late, graded)) {
                    outgoing.add(
                            late.record(),
                            rejection(late.record(), AnswerRejected.Reason.KEY_UNKNOWN, keyUnknown(late.answer())));
                }
            }
        }
    }

    private @Nullable AnswerSubmitted read(ConsumerRecord<String, byte[]> record, Outgoing outgoing) {
        try {
            Rejection.checkSize(record);
            return EventJson.read(record.value(), AnswerSubmitted.class);
        } catch (UnreadableEventException e) {
            outgoing.add(record, rejection(record, AnswerRejected.Reason.UNPARSABLE, String.valueOf(e.getMessage())));
            return null;
        }
    }

    /** @return whether the answer is done with: graded, or rejected for another reason than a key that is missing here */
    private boolean gradeInto(Outgoing outgoing, Waiting waiting, Topic graded) {
        AnswerSubmitted answer = waiting.answer();
        Optional<VersionedKey> key = keys.find(answer.questionId(), answer.revision(), answer.keyVersion());
        if (key.isEmpty()) {
            return false;
        }
        VersionedKey found = key.get();
        if (found.bankId().equals(answer.bankId())) {
            outgoing.add(waiting.record(), graded(waiting, found, graded));
        } else {
            outgoing.add(
                    waiting.record(),
                    rejection(
                            waiting.record(),
                            AnswerRejected.Reason.BANK_MISMATCH,
                            "the answer names bank " + answer.bankId() + ", the key of question " + answer.questionId()
                                    + " revision " + answer.revision() + " is of bank " + found.bankId()));
        }
        return true;
    }

    /** Whatever grading throws is thrown again however often it is tried, so it must not keep the others waiting. */
    private OutgoingEvent graded(Waiting waiting, VersionedKey key, Topic graded) {
        AnswerSubmitted answer = waiting.answer();
        AnswerGraded event;
        try {
            event = AnswerGraded.of(answer, key.version(), Grading.grade(key.key(), answer.response()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "grading failed questionId=%s revision=%d", answer.questionId(), answer.revision());
            return rejection(
                    waiting.record(),
                    AnswerRejected.Reason.UNGRADABLE,
                    "grading by key version " + key.version() + " of question " + answer.questionId() + " revision "
                            + answer.revision() + " failed: " + e.getClass().getSimpleName());
        }
        return OutgoingEvent.of(graded, event, clock.instant());
    }

    private static String keyUnknown(AnswerSubmitted answer) {
        return "question " + answer.questionId() + " revision " + answer.revision() + " has no key of version "
                + answer.keyVersion() + " or newer";
    }

    private OutgoingEvent rejection(
            ConsumerRecord<String, byte[]> record, AnswerRejected.Reason reason, String detail) {
        LOG.errorf(
                "rejected reason=%s topic=%s partition=%d offset=%d: %s",
                reason, record.topic(), record.partition(), record.offset(), detail);
        rejected(reason).increment();
        return OutgoingEvent.of(Topic.ANSWERS_REJECTED, Rejection.of(record, reason, detail), clock.instant());
    }

    /** Returns when every one is acknowledged; waits as long as the broker is away. */
    void publish(Graded graded) throws InterruptedException {
        try (graded) {
            publish(graded.events());
        }
    }

    private void publish(List<OutgoingEvent> outgoing) throws InterruptedException {
        while (true) {
            try {
                publisher.publish(outgoing);
                return;
            } catch (BrokerUnavailableException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException("stopped while the broker was away");
                }
                LOG.warnf("grades wait for the broker: %s", e.getCause());
                Thread.sleep(PAUSE);
            }
        }
    }
}
