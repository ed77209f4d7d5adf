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
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Graders come and go while answers do: nothing is lost, and nothing counted twice. */
@OnTheSystem
@Tag("slow")
class ScalingTest {

    private static final int CLIENTS = 60;

    /** Answers in each phase, so that each number of graders has had something to do. */
    private static final int IN_BETWEEN = 400;

    private record Version(UUID answer, int version) {}

    /** A span of time, and what happened in it. */
    private record Phase(String name, Instant from, Instant to) {}

    private final SystemUnderTest system;
    private final List<Phase> phases = new ArrayList<>();

    ScalingTest(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    void shouldLoseAndRepeatNothingWhileGradersGoFromOneToThreeAndBack() {
        KeyedBank bank = KeyedBank.create(system);
        PatientApi api = new PatientApi(system.web(), new Troubles());

        List<AttemptLedger> ledgers;
        try (Crowd crowd = Crowd.gather(system, api, bank, new Crowd.Mix(0, 0, CLIENTS))) {
            phase("one grader", () -> awaitMore(crowd));
            phase("one to three", () -> {
                system.start("grader-service-2");
                system.start("grader-service-3");
                awaitShares(4, 4, 4);
            });
            phase("three graders", () -> awaitMore(crowd));
            phase("three to one", () -> {
                system.stop("grader-service-3");
                system.stop("grader-service-2");
                awaitShares(12);
            });
            phase("one again", () -> awaitMore(crowd));
            ledgers = crowd.disperse();
        }
        List<Settled> attempts = Settled.await(ledgers);

        System.out.println(report());
        assertThat(attempts).flatExtracting(Settled::findings).isEmpty();
        assertThat(EventLog.of(system).findings(attempts)).isEmpty();
        String token = system.token("author", "author");
        await().untilAsserted(() -> assertThat(Figures.shown(
                        api.get("/analytics/topics?bank=" + bank.slug(), token).body()))
                .isEqualTo(Figures.expected(attempts)));
    }

    private void phase(String name, Runnable work) {
        Instant from = Instant.now();
        work.run();
        phases.add(new Phase(name, from, Instant.now()));
    }

    private static void awaitMore(Crowd crowd) {
        int until = crowd.acknowledged() + IN_BETWEEN;
        await().atMost(Duration.ofMinutes(2)).until(() -> crowd.isOver() || crowd.acknowledged() >= until);
    }

    private void awaitShares(Integer... shares) {
        await().untilAsserted(() -> assertThat(GraderGroup.shares(system)).containsExactly(shares));
    }

    /** From the answer's send to its grade's, by the phase in which it was sent. */
    private String report() {
        Map<Version, Long> sent = new HashMap<>();
        TopicRecords.of(system.bootstrapServers(), Topic.ANSWERS_SUBMITTED.topicName()).stream()
                .filter(this::isOfThisTest)
                .forEach(record -> {
                    AnswerSubmitted answer = EventJson.read(record.value(), AnswerSubmitted.class);
                    sent.putIfAbsent(new Version(answer.answerId(), answer.answerVersion()), record.timestamp());
                });
        Map<Version, Long> graded = new HashMap<>();
        TopicRecords.of(system.bootstrapServers(), Topic.ANSWERS_GRADED.topicName()).stream()
                .filter(this::isOfThisTest)
                .forEach(record -> {
                    AnswerGraded grade = EventJson.read(record.value(), AnswerGraded.class);
                    graded.putIfAbsent(new Version(grade.answerId(), grade.answerVersion()), record.timestamp());
                });
        StringBuilder report = new StringBuilder();
        for (Phase phase : phases) {
            List<Long> took = sent.entrySet().stream()
                    .filter(one -> graded.containsKey(one.getKey()))
                    .filter(one -> !Instant.ofEpochMilli(one.getValue()).isBefore(phase.from())
                            && Instant.ofEpochMilli(one.getValue()).isBefore(phase.to()))
                    .map(one -> graded.get(one.getKey()) - one.getValue())
                    .sorted()
                    .toList();
            report.append("%s: %d answers, graded after %s ms (p50), %s ms (p99), %s ms at most%n"
                    .formatted(phase.name(), took.size(), at(took, 0.5), at(took, 0.99), at(took, 1)));
        }
        return report.toString();
    }

    /** Other tests put there what nobody can read. */
    private boolean isOfThisTest(ConsumerRecord<?, ?> record) {
        return record.timestamp() >= phases.getFirst().from().toEpochMilli();
    }

    private static String at(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? "-"
                : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1))
                        .toString();
    }
}
