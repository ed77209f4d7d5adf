package io.gradeflow.analytics.facts;

import io.gradeflow.events.AttemptFinished;
import io.gradeflow.platform.messaging.Projection;
import io.gradeflow.platform.messaging.StoredOffsets;
import io.quarkus.runtime.Startup;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jdbi.v3.core.Jdbi;

/** Reads how attempts ended; nothing orders it with their grades. */
@Startup
@ApplicationScoped
class EndingsConsumer {

    private final Projection<AttemptFinished> endings;

    EndingsConsumer(Jdbi jdbi, StoredOffsets offsets) {
        this.endings = new Projection<>(jdbi, offsets, AttemptFinished.class, EndingTables::apply);
    }

    @Incoming("attempts-finished")
    @Blocking
    void finished(ConsumerRecords<String, byte[]> records) {
        endings.apply(records);
    }
}
