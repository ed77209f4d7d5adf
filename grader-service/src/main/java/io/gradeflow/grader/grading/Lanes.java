package io.gradeflow.grader.grading;

import io.gradeflow.events.Topic;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The live lane carries what learners just answered, the slow lane what is graded again. Each has its own consumer group
 * and its own thread, so that a million answers in the slow lane don't stand before one in the live lane.
 */
@ApplicationScoped
class Lanes {

    private static final String LIVE = "answers-submitted";
    private static final String SLOW = "answers-resubmitted";

    private final Grader grader;
    private final Commits commits;

    Lanes(Grader grader, Commits commits) {
        this.grader = grader;
        this.commits = commits;
    }

    @Incoming(LIVE)
    @Blocking("live-lane")
    void live(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        grader.grade(records, Topic.ANSWERS_GRADED);
        commits.commit(LIVE, records);
    }

    @Incoming(SLOW)
    @Blocking("slow-lane")
    void slow(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        grader.grade(records, Topic.ANSWERS_REGRADED);
        commits.commit(SLOW, records);
    }
}
