package io.gradeflow.attempt.rejections;

import io.gradeflow.events.AnswerRejected;
import io.gradeflow.platform.messaging.Projection;
import io.gradeflow.platform.messaging.StoredOffsets;
import io.quarkus.runtime.Startup;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jdbi.v3.core.Jdbi;

/** Reads what graders say of what they can't grade. */
@Startup
@ApplicationScoped
class RejectedConsumer {

    private final Projection<AnswerRejected> rejections;

    RejectedConsumer(Jdbi jdbi, StoredOffsets offsets) {
        this.rejections = Projection.timed(jdbi, offsets, AnswerRejected.class, RejectedTables::store);
    }

    @Incoming("answers-rejected")
    @Blocking
    void rejected(ConsumerRecords<String, byte[]> records) {
        rejections.apply(records);
    }
}
