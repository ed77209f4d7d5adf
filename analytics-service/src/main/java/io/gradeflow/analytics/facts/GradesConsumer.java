package io.gradeflow.analytics.facts;

import io.gradeflow.events.AnswerGraded;
import io.gradeflow.platform.messaging.Projection;
import io.gradeflow.platform.messaging.StoredOffsets;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jdbi.v3.core.Jdbi;

/** Counts grades out of both lanes; their order doesn't matter. */
@ApplicationScoped
class GradesConsumer {

    private final Projection<AnswerGraded> facts;

    GradesConsumer(Jdbi jdbi, StoredOffsets offsets) {
        this.facts = new Projection<>(jdbi, offsets, AnswerGraded.class, FactTables::apply);
    }

    @Incoming("answers-graded")
    @Blocking("live-lane")
    void graded(ConsumerRecords<String, byte[]> records) {
        facts.apply(records);
    }

    @Incoming("answers-regraded")
    @Blocking("slow-lane")
    void regraded(ConsumerRecords<String, byte[]> records) {
        facts.apply(records);
    }
}
