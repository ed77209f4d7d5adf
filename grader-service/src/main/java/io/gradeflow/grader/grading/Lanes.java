package io.gradeflow.grader.grading;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.Courtesy;
import io.gradeflow.platform.messaging.Lane;
import io.gradeflow.platform.messaging.LaneMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The live lane carries what learners just answered, the slow lane what is graded again. Each has its own consumer group
 * and its own threads, so that a million answers in the slow lane don't stand before one in the live lane.
 *
 * <p>In the live lane a batch is graded, where it is large by two threads, while the grades of the one before are on their way and the offsets of
 * the one before that are committed. The slow lane leaves processors to the live one, and does one after the other.
 */
@ApplicationScoped
class Lanes {

    private static final String LIVE = "answers-submitted";
    private static final String SLOW = "answers-resubmitted";

    private static final int AT_ONCE = 2;

    private final Grader grader;
    private final Commits commits;
    private final LaneMetrics metrics;
    private final Courtesy courtesy;
    private final Stage sending = new Stage("live-lane-sending");
    private final Stage committing = new Stage("live-lane-committing");

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

    void stop(@Observes ShutdownEvent event) {
        sending.close();
        committing.close();
    }

    /** Whether grades could not be sent or committed, and nothing of the live lane is any more. */
    boolean hasFailed() {
        return sending.hasFailed() || committing.hasFailed();
    }

    @Incoming(LIVE)
    @Blocking("live-lane")
    void live(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        courtesy.live();
        Graded grades = grader.grade(records, Topic.ANSWERS_GRADED, AT_ONCE);
        sending.next(() -> {
            grader.publish(grades);
            committing.next(() -> {
                commits.commit(LIVE, records);
                metrics.count(Lane.LIVE, records.count());
            });
        });
    }

    @Incoming(SLOW)
    @Blocking("slow-lane")
    void slow(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        courtesy.<InterruptedException>slowly(() -> {
            grader.publish(grader.grade(records, Topic.ANSWERS_REGRADED));
            commits.commit(SLOW, records);
        });
        metrics.count(Lane.SLOW, records.count());
    }
}
