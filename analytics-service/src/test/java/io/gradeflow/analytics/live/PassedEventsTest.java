package io.gradeflow.analytics.live;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.analytics.Sitter;
import io.gradeflow.analytics.topics.Whose;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class PassedEventsTest {

    private static final TopicPartition SOME = new TopicPartition(Topic.ANSWERS_GRADED.topicName(), 0);

    private final UUID bank = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final PassedEvents events = new PassedEvents(Map.of("bootstrap.servers", TestTokens.bootstrapServers()));

    @Inject
    Jdbi jdbi;

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void shouldNameTheBanksAndLearnersOfWhatWasAppliedBetweenTwoLooks() {
        send(Topic.ANSWERS_GRADED, new Sitter(other, "cleo", "practice").graded(UUID.randomUUID(), 1, 1, true));
        Stand before = standWith(other, "answer_fact");
        TopicRecords.send(Topic.ANSWERS_REGRADED.topicName(), "ada", new byte[] {1, 2, 3});
        send(Topic.ANSWERS_REGRADED, new Sitter(bank, "ada", "practice").graded(UUID.randomUUID(), 1, 2, true));
        send(Topic.ATTEMPTS_FINISHED, new Sitter(bank, "bob", "practice").ended(1, AttemptFinished.Ending.FINISHED, 1));
        standWith(bank, "answer_fact");
        Stand after = standWith(bank, "attempt");

        Passed passed = events.between(before, after);

        assertThat(passed.touches(bank)).isTrue();
        assertThat(passed.touches(bank, new Whose.OfLearner("ada", null))).isTrue();
        assertThat(passed.touches(bank, new Whose.OfLearner("bob", null))).isTrue();
        assertThat(passed.touches(bank, new Whose.OfLearner("cleo", null))).isFalse();
        assertThat(passed.touches(other)).isFalse();
        assertThat(events.between(after, after).touches(bank)).isFalse();
    }

    @Test
    void shouldTakeAnythingForChangedThatItCantOrNeedNotLookAt() {
        Stand now = stand();
        long next = now.next().getOrDefault(SOME, 0L);

        assertThat(events.between(now, new Stand(now.next(), now.appliedLater() + 1))
                        .touches(bank))
                .as("applied though it was set aside")
                .isTrue();
        assertThat(events.between(now, at(now, next + 2_001)).touches(bank))
                .as("very much")
                .isTrue();
        assertThat(events.between(at(now, next + 1), now).touches(bank))
                .as("a database that was put back")
                .isTrue();
        assertThat(events.between(at(now, next + 500), at(now, next + 501)).touches(bank))
                .as("what the log doesn't hold")
                .isTrue();
    }

    private static Stand at(Stand stand, long next) {
        Map<TopicPartition, Long> moved = new HashMap<>(stand.next());
        moved.put(SOME, next);
        return new Stand(moved, stand.appliedLater());
    }

    private Stand stand() {
        return jdbi.withHandle(Stand::of);
    }

    /** As soon as the table has something of the bank. */
    private Stand standWith(UUID anyBank, String table) {
        await().until(() -> jdbi.withHandle(
                handle -> handle.createQuery("SELECT EXISTS (SELECT FROM " + table + " WHERE bank_id = :bank)")
                        .bind("bank", anyBank)
                        .mapTo(boolean.class)
                        .one()));
        return stand();
    }

    private static void send(Topic topic, Event event) {
        TopicRecords.send(topic.topicName(), event.recordKey(), EventJson.write(event));
    }
}
