package io.gradeflow.grader.grading;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.grader.Answers;
import io.gradeflow.grader.HeldRecords;
import io.gradeflow.grader.keys.FreshKeys;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Grading;
import io.gradeflow.platform.messaging.EndOffsets;
import io.gradeflow.platform.messaging.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** One more grader, with nothing in memory, meets what those left behind that died between sending and noting that they had sent. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class FreshGraderTest extends Answers {

    /** More than a grader reads of keys at once. */
    private static final int FAR_APART = 5_001;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Inject
    EndOffsets endOffsets;

    @Inject
    EventPublisher publisher;

    @Inject
    MeterRegistry registry;

    @Inject
    InstantSource clock;

    @Test
    void shouldGradeToTheSameWhatWasSentTwiceUnderKeysThatWereSentTwice() throws Exception {
        publishKey(1, "A");
        publishKey(1, "A");
        publishKey(2, "B");
        publishKey(2, "B");
        AnswerSubmitted answer = submit(2, "B", Topic.ANSWERS_RESUBMITTED);
        send(Topic.ANSWERS_RESUBMITTED, answer);
        awaitGrades(answer, 2);

        try (FreshKeys fresh = new FreshKeys(kafka, endOffsets)) {
            Grader grader = grader(fresh);
            grader.publish(grader.grade(sent(), Topic.ANSWERS_REGRADED));
        }

        assertThat(awaitGrades(answer, 4))
                .containsOnly(AnswerGraded.of(
                        answer, 2, Grading.grade(ChoiceKey.allOrNothing(List.of("B")), answer.response())));
    }

    @Test
    void shouldGradeNothingUntilItHasReadAllKeysThoughItHasReadTheFormerOne() throws Exception {
        publishKey(1, "A");
        publishOthersBehindIt();
        publishKey(2, "B");
        AnswerSubmitted first = submit(2, "A", Topic.ANSWERS_RESUBMITTED);
        awaitGrades(first, 1);
        AnswerSubmitted inFlight = submit(1, "A", Topic.ANSWERS_RESUBMITTED);
        awaitGrades(inFlight, 1);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                HeldRecords.Hold hold = HeldRecords.holdKey(question, 2);
                FreshKeys fresh = new FreshKeys(kafka, endOffsets)) {
            await().until(hold::holds);
            assertThat(fresh.keys().find(question, 1, 1).orElseThrow().version())
                    .isEqualTo(1);
            Future<Void> grading = threads.submit(() -> {
                Grader grader = grader(fresh);
                grader.publish(grader.grade(sent(), Topic.ANSWERS_REGRADED));
                return null;
            });
            await().during(Duration.ofSeconds(1))
                    .until(() -> grades(inFlight, Topic.ANSWERS_REGRADED).size() == 1);
            hold.close();
            grading.get();
        }

        assertThat(awaitGrades(inFlight, 2))
                .containsOnly(AnswerGraded.of(
                        inFlight, 2, Grading.grade(ChoiceKey.allOrNothing(List.of("B")), inFlight.response())));
    }

    private Grader grader(FreshKeys fresh) {
        return new Grader(fresh.keys(), publisher, registry, clock);
    }

    /** What of the learner stands in the slow lane. */
    private ConsumerRecords<String, byte[]> sent() {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = mine(Topic.ANSWERS_RESUBMITTED)
                .collect(Collectors.groupingBy(record -> new TopicPartition(record.topic(), record.partition())));
        return new ConsumerRecords<>(records, Map.of());
    }

    private List<AnswerGraded> awaitGrades(AnswerSubmitted answer, int count) {
        return await().until(() -> grades(answer, Topic.ANSWERS_REGRADED), found -> found.size() == count);
    }

    /** So many that whoever reads the first key of the question comes to the second only in another portion. */
    private void publishOthersBehindIt() {
        int partition = TopicRecords.of(Topic.ANSWER_KEYS.topicName()).stream()
                .filter(record -> record.key().startsWith(question.toString()))
                .findFirst()
                .orElseThrow()
                .partition();
        AnswerKeyPublished other =
                new AnswerKeyPublished(UUID.randomUUID(), 1, bank, 1, ChoiceKey.allOrNothing(List.of("A")), null, null);
        byte[] value = EventJson.write(other);
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestTokens.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < FAR_APART; i++) {
                producer.send(new ProducerRecord<>(Topic.ANSWER_KEYS.topicName(), partition, other.recordKey(), value));
            }
        }
    }
}
