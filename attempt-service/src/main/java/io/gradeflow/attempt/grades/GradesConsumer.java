package io.gradeflow.attempt.grades;

import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.Courtesy;
import io.gradeflow.platform.messaging.Lane;
import io.gradeflow.platform.messaging.LaneMetrics;
import io.gradeflow.platform.messaging.Projection;
import io.gradeflow.platform.messaging.StoredOffsets;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jdbi.v3.core.Jdbi;

/** Takes grades into the attempts' own view, from both lanes; their order doesn't matter. */
@ApplicationScoped
class GradesConsumer {

    private final Projection<AnswerGraded> grades;
    private final LaneMetrics metrics;
    private final Courtesy courtesy;

    GradesConsumer(Jdbi jdbi, StoredOffsets offsets, LaneMetrics metrics, Courtesy courtesy) {
        this.courtesy = courtesy;
        this.metrics = metrics;
        this.grades = new Projection<>(jdbi, offsets, AnswerGraded.class, RejectionEnds::apply);
    }

    void watch(@Observes StartupEvent start) {
        metrics.watchStored(Lane.LIVE, Topic.ANSWERS_GRADED);
        metrics.watchStored(Lane.SLOW, Topic.ANSWERS_REGRADED);
    }

    @Incoming("answers-graded")
    @Blocking("live-lane")
    void graded(ConsumerRecords<String, byte[]> records) {
        courtesy.live();
        grades.apply(records);
        metrics.count(Lane.LIVE, records.count());
    }

    @Incoming("answers-regraded")
    @Blocking("slow-lane")
    void regraded(ConsumerRecords<String, byte[]> records) {
        courtesy.slowly(() -> grades.apply(records));
        metrics.count(Lane.SLOW, records.count());
    }
}
