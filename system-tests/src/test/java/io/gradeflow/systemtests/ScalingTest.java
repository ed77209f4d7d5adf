package io.gradeflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final Queue<AttemptLedger> ledgers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Phase> phases = new ArrayList<>();

    ScalingTest(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    void shouldLoseAndRepeatNothingWhileGradersGoFromOneToThreeAndBack() throws Exception {
        KeyedBank bank = KeyedBank.create(system);
        PatientApi api = new PatientApi(system.web(), new Troubles());

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> candidates = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                candidates.add(
                        threads.submit(new Candidate(system, api, bank, threads, over::get, ledgers, i)::practise));
            }
            try {
                phase("one grader", () -> answers(IN_BETWEEN));
                phase("one to three", () -> {
                    system.start("grader-service-2");
                    system.start("grader-service-3");
                    awaitShares(4, 4, 4);
                });
                phase("three graders", () -> answers(IN_BETWEEN));
                phase("three to one", () -> {
                    system.stop("grader-service-3");
                    system.stop("grader-service-2");
                    awaitShares(12);
                });
                phase("one again", () -> answers(IN_BETWEEN));
            } finally {
                over.set(true);
            }
            for (Future<?> candidate : candidates) {
                candidate.get();
            }
        }
        List<Settled> attempts = Settled.await(ledgers);

        System.out.println(report());
        assertThat(attempts).flatExtracting(Settled::findings).isEmpty();
        assertThat(EventLog.of(system).findings(attempts)).isEmpty();
        String token = system.token("author", "author");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Figures.shown(api.get("/analytics/topics?bank=" + bank.slug(), token)
                                .body()))
                        .isEqualTo(Figures.expected(attempts)));
    }

    private void phase(String name, Runnable work) {
        Instant from = Instant.now();
        work.run();
        phases.add(new Phase(name, from, Instant.now()));
    }

    private void answers(int more) {
        int until = acknowledged() + more;
        await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged() >= until);
    }

    private int acknowledged() {
        return ledgers.stream().mapToInt(AttemptLedger::acknowledged).sum();
    }

    private void awaitShares(Integer... shares) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(GraderGroup.shares(system)).containsExactly(shares));
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
