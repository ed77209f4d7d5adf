package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.crowd.AttemptLedger;
import io.gradeflow.bench.crowd.Crowd;
import io.gradeflow.bench.crowd.EventLog;
import io.gradeflow.bench.crowd.Figures;
import io.gradeflow.bench.crowd.KeyedBank;
import io.gradeflow.bench.crowd.PatientApi;
import io.gradeflow.bench.crowd.Settled;
import io.gradeflow.bench.crowd.Troubles;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Topics get more partitions while people answer, as {@code docs/restore.md} says: nothing is lost, and nothing counted twice. */
@Tag("system")
@Tag("slow")
class PartitionsTest {

    private static final int CLIENTS = 40;
    private static final int IN_BETWEEN = 300;
    private static final int BEFORE = 12;
    private static final int AFTER = 16;

    private static final List<Topic> GROWN = List.of(
            Topic.ANSWERS_SUBMITTED,
            Topic.ANSWERS_RESUBMITTED,
            Topic.ANSWERS_GRADED,
            Topic.ANSWERS_REGRADED,
            Topic.ATTEMPTS_FINISHED,
            Topic.ANSWERS_REJECTED);

    private static final List<String> ONE_AFTER_THE_OTHER =
            List.of("grader-service", "question-service", "attempt-service", "analytics-service");

    @Test
    void shouldLoseAndRepeatNothingWhileTopicsGetMorePartitions() throws Exception {
        try (LocalSystem system = LocalSystem.start(1)) {
            KeyedBank bank = KeyedBank.create(system);
            PatientApi api = new PatientApi(system.web(), new Troubles());
            List<AttemptLedger> ledgers;
            try (Crowd crowd = Crowd.gather(system, api, bank, new Crowd.Mix(0, 0, CLIENTS))) {
                awaitMore(crowd);
                grow(system);
                for (String part : ONE_AFTER_THE_OTHER) {
                    system.stop(part);
                    system.start(part);
                }
                awaitMore(crowd);
                ledgers = crowd.disperse();
            }
            List<Settled> attempts = Settled.await(ledgers);

            assertThat(attempts).flatExtracting(Settled::findings).isEmpty();
            assertThat(EventLog.of(system).findings(attempts)).isEmpty();
            String token = system.token("author", "author");
            await().untilAsserted(() -> assertThat(Figures.shown(api.get("/analytics/topics?bank=" + bank.slug(), token)
                            .body()))
                    .isEqualTo(Figures.expected(attempts)));
            Proof.requireEqual(Client.of(system, "admin", "admin"), bank.slug());
            for (Topic topic : List.of(Topic.ANSWERS_SUBMITTED, Topic.ANSWERS_GRADED)) {
                assertThat(TopicRecords.of(system.bootstrapServers(), topic.topicName()))
                        .as(topic.topicName())
                        .anyMatch(record -> record.partition() >= BEFORE);
            }
        }
    }

    private static void grow(LocalSystem system) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", system.bootstrapServers()))) {
            admin.createPartitions(
                            GROWN.stream().collect(Collectors.toMap(Topic::topicName, (Function<Topic, NewPartitions>)
                                    topic -> NewPartitions.increaseTo(AFTER))))
                    .all()
                    .get();
        }
    }

    private static void awaitMore(Crowd crowd) {
        int until = crowd.acknowledged() + IN_BETWEEN;
        await().atMost(Duration.ofMinutes(2)).until(() -> crowd.acknowledged() >= until);
    }
}
