package io.gradeflow.analytics.facts;

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

/** Counts grades out of both lanes; their order doesn't matter. */
@ApplicationScoped
class GradesConsumer {

    /**
     * So many transactions at once where much waits: one counts while the other judges. More would mostly wait, since all add to the
     * same sums.
     */
    private static final int AT_ONCE = 2;

    private final Projection<AnswerGraded> facts;
    private final LaneMetrics metrics;
    private final Courtesy courtesy;

    GradesConsumer(Jdbi jdbi, StoredOffsets offsets, LaneMetrics metrics, Courtesy courtesy) {
        this.courtesy = courtesy;
        this.metrics = metrics;
        this.facts = new Projection<>(jdbi, offsets, AnswerGraded.class, FactTables::apply);
    }

    void watch(@Observes StartupEvent start) {
        metrics.watchStored(Lane.LIVE, Topic.ANSWERS_GRADED);
        metrics.watchStored(Lane.SLOW, Topic.ANSWERS_REGRADED);
    }

    @Incoming("answers-graded")
    @Blocking("live-lane")
    void graded(ConsumerRecords<String, byte[]> records) {
        courtesy.live();
        facts.apply(records, AT_ONCE);
        metrics.count(Lane.LIVE, records.count());
    }

    @Incoming("answers-regraded")
    @Blocking("slow-lane")
    void regraded(ConsumerRecords<String, byte[]> records) {
        long begun = System.nanoTime();
        facts.apply(records);
        metrics.count(Lane.SLOW, records.count());
        courtesy.rest(begun);
    }
}
