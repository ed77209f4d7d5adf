package io.gradeflow.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.GradingLanes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** No grader is there for longer than the topics keep what was sent to them. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class RetentionTest {

    private final MeasuredBank bank = new MeasuredBank();

    @Inject
    GradingLanes lanes;

    @Test
    void shouldWaitForNothingThatWasDroppedBeforeItWasGraded() {
        bank.publish();
        lanes.all().forEach(lane -> {
            commitAll(lane);
            TopicRecords.send(lane.submitted().topicName(), "ada", new byte[0]);
        });
        bank.awaitPending(2);
        Instant dropped = Instant.now();
        lanes.all().forEach(lane -> TopicRecords.expire(lane.submitted().topicName()));

        bank.awaitPending(0);

        String asOf = bank.figures("admin", "x").extract().path("asOf");
        assertThat(Instant.parse(asOf)).isAfter(dropped);
    }

    /** As a grader does that has done with everything. */
    private static void commitAll(GradingLanes.Way lane) {
        Topic topic = lane.submitted();
        try (KafkaConsumer<byte[], byte[]> grader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestTokens.bootstrapServers(), "group.id", lane.group()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = grader.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            grader.assign(partitions);
            grader.commitSync(grader.endOffsets(partitions).entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue()))));
        }
    }
}
