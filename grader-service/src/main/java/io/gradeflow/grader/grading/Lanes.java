package io.gradeflow.grader.grading;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.Courtesy;
import io.gradeflow.platform.messaging.Lane;
import io.gradeflow.platform.messaging.LaneMetrics;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The live lane carries what learners just answered, the slow lane what is graded again. Each has its own consumer group
 * and its own thread, so that a million answers in the slow lane don't stand before one in the live lane. Where much comes at once, the
 * live lane has a second one.
 */
@ApplicationScoped
class Lanes {

    private static final String LIVE = "answers-submitted";
    private static final String SLOW = "answers-resubmitted";

    /** Where much waits, one reads and grades while another hands grades to the broker. The slow lane leaves processors to the live one. */
    private static final int AT_ONCE = 2;

    private final Grader grader;
    private final Commits commits;
    private final LaneMetrics metrics;
    private final Courtesy courtesy;

    Lanes(Grader grader, Commits commits, LaneMetrics metrics, Courtesy courtesy) {
        this.grader = grader;
        this.commits = commits;
        this.metrics = metrics;
        this.courtesy = courtesy;
    }

    void watch(
            @Observes StartupEvent start,
            @ConfigProperty(name = "mp.messaging.incoming." + LIVE + ".group.id") String liveGroup,
            @ConfigProperty(name = "mp.messaging.incoming." + SLOW + ".group.id") String slowGroup) {
        metrics.watchGroup(Lane.LIVE, Topic.ANSWERS_SUBMITTED, liveGroup);
        metrics.watchGroup(Lane.SLOW, Topic.ANSWERS_RESUBMITTED, slowGroup);
    }

    @Incoming(LIVE)
    @Blocking("live-lane")
    void live(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        courtesy.live();
        grader.grade(records, Topic.ANSWERS_GRADED, AT_ONCE);
        commits.commit(LIVE, records);
        metrics.count(Lane.LIVE, records.count());
    }

    @Incoming(SLOW)
    @Blocking("slow-lane")
    void slow(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        courtesy.<InterruptedException>slowly(() -> {
            grader.grade(records, Topic.ANSWERS_REGRADED);
            commits.commit(SLOW, records);
        });
        metrics.count(Lane.SLOW, records.count());
    }
}
