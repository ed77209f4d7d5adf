package io.gradeflow.grader;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.Patience;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Graders were away for longer than answers are kept. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class RetentionTest extends Answers {

    private static final Topic LANE = Topic.ANSWERS_RESUBMITTED;

    @Inject
    KafkaClientService clients;

    @Test
    void shouldGoOnWithTheFirstAnswerThatIsStillThere() {
        publishKey(1, "A");
        AnswerSubmitted gone = submit(1, "A", LANE);
        grade(gone, Topic.ANSWERS_REGRADED);
        ConsumerRecord<String, byte[]> goneRecord = mine(LANE).findFirst().orElseThrow();
        TopicRecords.expire(LANE.topicName());
        AnswerSubmitted kept = submit(1, "A", LANE);
        grade(kept, Topic.ANSWERS_REGRADED);

        // Where the group was when its graders went away.
        clients.getConsumer(LANE.topicName())
                .seek(new TopicPartition(LANE.topicName(), goneRecord.partition()), goneRecord.offset())
                .await()
                .atMost(Patience.LIMIT);

        await().untilAsserted(
                        () -> assertThat(grades(kept, Topic.ANSWERS_REGRADED)).hasSize(2));
        assertThat(grades(gone, Topic.ANSWERS_REGRADED)).hasSize(1);
    }
}
