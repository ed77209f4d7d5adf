package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.ListPublisher;
import io.gradeflow.platform.messaging.OutgoingEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class ListPublisherTest {

    private final String list = UUID.randomUUID().toString();

    @Inject
    ListPublisher publisher;

    @Test
    void shouldSendAListAsSoonAsItIsWhole() {
        send(1);
        long begun = System.nanoTime();

        for (int i = 0; i < 10; i++) {
            send(50);
        }

        // With the producer's lingering each would take a second.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        assertThat(sent()).isEqualTo(501);
    }

    @Test
    void shouldHaveNothingOnItsWayWhenItIsLetGo() {
        try (ListPublisher.Sent _ = publisher.send(events(2_000))) {
            // Something else failed, and nobody waits for acknowledgements.
        }

        assertThat(sent()).isEqualTo(2_000);
    }

    @Test
    void shouldSendNothingOfAnEmptyList() {
        send(0);

        assertThat(sent()).isZero();
    }

    private void send(int count) {
        try (ListPublisher.Sent sent = publisher.send(events(count))) {
            sent.await();
        }
    }

    private List<OutgoingEvent> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new AnswerRejected(
                        AnswerRejected.Reason.KEY_UNKNOWN,
                        list,
                        "answers-submitted",
                        0,
                        number,
                        list + number,
                        "{}",
                        null))
                .map(event -> OutgoingEvent.of(Topic.ANSWERS_REJECTED, event, Instant.EPOCH))
                .toList();
    }

    private long sent() {
        return TopicRecords.of(Topic.ANSWERS_REJECTED.topicName()).stream()
                .filter(record -> new String(record.value(), StandardCharsets.UTF_8).contains(list))
                .count();
    }
}
