package io.gradeflow.grader.grading;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.grader.Answers;
import io.gradeflow.grader.keys.Keys;
import io.gradeflow.platform.messaging.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** So much comes at once that threads share it. */
@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class ManyWaitingTest extends Answers {

    private static final int PARTITIONS = 3;
    private static final int IN_EACH = 600;
    private static final int UNKNOWN_KEY = 9;

    @Inject
    Keys keys;

    @Inject
    EventPublisher publisher;

    @Inject
    MeterRegistry registry;

    @Inject
    InstantSource clock;

    private final Set<String> threads = ConcurrentHashMap.newKeySet();

    @Test
    void shouldGradeEachOnceOnTwoThreadsAndInItsPartitionsOrder() throws Exception {
        publishKey(1, "A");
        keys.readToEnd();
        List<List<AnswerSubmitted>> waiting = waiting();

        Grader grader = grader();
        grader.publish(grader.grade(records(waiting), Topic.ANSWERS_GRADED, 2));

        List<AnswerGraded> grades = grades();
        assertThat(grades).hasSize(PARTITIONS * IN_EACH);
        assertThat(grades).filteredOn(AnswerGraded::correct).hasSize(PARTITIONS * IN_EACH / 2);
        for (List<AnswerSubmitted> partition : waiting) {
            List<UUID> ids = partition.stream().map(AnswerSubmitted::answerId).toList();
            assertThat(grades.stream().map(AnswerGraded::answerId).filter(Set.copyOf(ids)::contains))
                    .containsExactlyElementsOf(ids);
        }
        assertThat(threads).hasSize(2);
    }

    @Test
    void shouldSetAsideInEachShareWhatCantBeGraded() throws Exception {
        publishKey(1, "A");
        keys.readToEnd();
        List<List<AnswerSubmitted>> waiting = waiting();
        List<List<AnswerSubmitted>> withUnknown = waiting.stream()
                .map(partition -> {
                    List<AnswerSubmitted> more = new ArrayList<>(partition);
                    more.addFirst(answer(learner, UNKNOWN_KEY, choice("A")));
                    return more;
                })
                .toList();
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = byPartition(withUnknown);
        records.values().forEach(of -> of.add(record(of.getFirst().partition(), of.size(), "no JSON")));

        Grader grader = grader();
        grader.publish(grader.grade(new ConsumerRecords<>(records, Map.of()), Topic.ANSWERS_GRADED, 2));

        assertThat(grades()).hasSize(PARTITIONS * IN_EACH);
        for (AnswerRejected.Reason reason :
                List.of(AnswerRejected.Reason.KEY_UNKNOWN, AnswerRejected.Reason.UNPARSABLE)) {
            assertThat(rejections())
                    .filteredOn(rejected -> rejected.reason() == reason)
                    .extracting(AnswerRejected::partition)
                    .containsExactlyInAnyOrder(0, 1, 2);
        }
    }

    private Grader grader() {
        return new Grader(keys, publisher, registry, () -> {
            threads.add(Thread.currentThread().getName());
            return clock.instant();
        });
    }

    private List<AnswerGraded> grades() {
        return mine(Topic.ANSWERS_GRADED)
                .map(record -> EventJson.read(record.value(), AnswerGraded.class))
                .toList();
    }

    /** Half of them right, in partitions. */
    private List<List<AnswerSubmitted>> waiting() {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> IntStream.range(0, IN_EACH)
                        .mapToObj(number -> answer(learner, 1, choice(number % 2 == 0 ? "A" : "B")))
                        .toList())
                .toList();
    }

    private ConsumerRecords<String, byte[]> records(List<List<AnswerSubmitted>> waiting) {
        return new ConsumerRecords<>(byPartition(waiting), Map.of());
    }

    private Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> byPartition(List<List<AnswerSubmitted>> waiting) {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = new HashMap<>();
        for (int partition = 0; partition < waiting.size(); partition++) {
            List<ConsumerRecord<String, byte[]>> of = new ArrayList<>();
            for (AnswerSubmitted answer : waiting.get(partition)) {
                of.add(record(partition, of.size(), new String(EventJson.write(answer), StandardCharsets.UTF_8)));
            }
            records.put(new TopicPartition(Topic.ANSWERS_SUBMITTED.topicName(), partition), of);
        }
        return records;
    }

    private ConsumerRecord<String, byte[]> record(int partition, int offset, String value) {
        return new ConsumerRecord<>(
                Topic.ANSWERS_SUBMITTED.topicName(),
                partition,
                offset,
                learner,
                value.getBytes(StandardCharsets.UTF_8));
    }
}
