package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradeflow.bench.crowd.AttemptLedger;
import io.gradeflow.bench.crowd.Candidate;
import io.gradeflow.bench.crowd.Figures;
import io.gradeflow.bench.crowd.KeyedBank;
import io.gradeflow.bench.crowd.PatientApi;
import io.gradeflow.bench.crowd.Settled;
import io.gradeflow.bench.crowd.Troubles;
import io.gradeflow.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three instances of analytics-service count what learners give while keys of the same questions go back and forth, so that both
 * lanes and the endings meet the same learners' facts; one instance dies in the midst.
 */
@OnTheSystem
@Tag("slow")
class AnalyticsReplicasTest {

    private static final String FIRST = "analytics-service";
    private static final String SECOND = "analytics-service-2";
    private static final String THIRD = "analytics-service-3";

    private static final int CLIENTS = 80;
    private static final Duration WITH_ALL = Duration.ofSeconds(12);
    private static final Duration WITH_TWO = Duration.ofSeconds(12);
    /** Each is wrong for a while, and in the end what it was. */
    private static final int CORRECTED_QUESTIONS = 8;

    private final SystemUnderTest system;
    private final Client author;
    private final Client admin;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Queue<AttemptLedger> ledgers = new ConcurrentLinkedQueue<>();

    AnalyticsReplicasTest(SystemUnderTest system) {
        this.system = system;
        this.author = Client.author(system);
        this.admin = Client.of(system, "an-admin", "admin");
    }

    @AfterEach
    void leaveOneInstance() {
        over.set(true);
        Stream.of(SECOND, THIRD).forEach(instance -> {
            system.start(instance);
            system.kill(instance);
        });
    }

    @Test
    void shouldCountEverythingOnceWithoutADeadlockThoughOneOfThreeInstancesDies() throws Exception {
        system.start(SECOND);
        system.start(THIRD);
        awaitShares(4, 4, 4);
        KeyedBank bank = KeyedBank.create(system).withExams(system);
        PatientApi api = new PatientApi(system.web(), new Troubles());
        List<String> regrades;

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> candidates = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Candidate candidate = new Candidate(system, api, bank, threads, over::get, ledgers, i);
                candidates.add(threads.submit(i % 2 == 0 ? candidate::practise : candidate::practiseAndSit));
            }
            try {
                await().until(() -> ledgers.size() >= CLIENTS);
                Future<List<String>> correcting = threads.submit(() -> correctUntilOver(bank));
                letPass(WITH_ALL);
                system.kill(SECOND);
                awaitShares(6, 6);
                letPass(WITH_TWO);
                system.start(SECOND);
                awaitShares(4, 4, 4);
                over.set(true);
                regrades = correcting.get();
            } finally {
                over.set(true);
            }
            for (Future<?> candidate : candidates) {
                candidate.get();
            }
        }
        regrades.forEach(this::awaitComplete);
        List<Settled> attempts = Settled.await(ledgers);
        Proof.requireEqual(admin, bank.slug());

        System.out.printf(
                "%d attempts of %d clients and %d corrections counted by three instances, one of which died%n",
                attempts.size(), CLIENTS, regrades.size());
        assertThat(regrades).hasSizeGreaterThan(CORRECTED_QUESTIONS);
        assertThat(attempts).flatExtracting(Settled::findings).isEmpty();
        assertThat(Figures.shown(topics(bank))).isEqualTo(Figures.expected(attempts));
        assertThat(system.log("postgres"))
                .contains("ready to accept connections")
                .doesNotContain("deadlock detected");
    }

    /** The load is what matters here, and it has no end of its own. */
    private static void letPass(Duration time) {
        long begun = System.nanoTime();
        await().atMost(time.plusSeconds(5)).until(() -> System.nanoTime() - begun >= time.toNanos());
    }

    /** How many partitions of the live lane each instance has. */
    private void awaitShares(Integer... partitions) {
        String group = "analytics-service-" + Topic.ANSWERS_GRADED.topicName();
        try (Admin broker = Admin.create(Map.of("bootstrap.servers", system.bootstrapServers()))) {
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(
                                    broker
                                            .describeConsumerGroups(List.of(group))
                                            .all()
                                            .get()
                                            .get(group)
                                            .members()
                                            .stream()
                                            .map(member -> member.assignment()
                                                    .topicPartitions()
                                                    .size()))
                            .containsExactly(partitions));
        }
    }

    /** Question after question gets a wrong key and then its own again. */
    private List<String> correctUntilOver(KeyedBank bank) {
        List<JsonNode> questions =
                singleChoiceQuestions(bank).limit(CORRECTED_QUESTIONS).toList();
        List<String> regrades = new ArrayList<>();
        while (!over.get()) {
            for (boolean right : new boolean[] {false, true}) {
                questions.forEach(question -> regrades.add(correct(question, right)));
                awaitComplete(regrades.getLast());
            }
        }
        return regrades;
    }

    private String correct(JsonNode question, boolean right) {
        String choice = StreamSupport.stream(question.path("choices").spliterator(), false)
                .filter(one -> KeyedBank.isRight(one.path("text").asText()) == right)
                .map(one -> one.path("id").asText())
                .findFirst()
                .orElseThrow();
        String location = author.request()
                .body(Map.of("effect", "regrade", "choices", List.of(choice), "reason", "it is tried out"))
                .post("/questions/" + question.path("id").asText() + "/revisions/1/corrections")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private Stream<JsonNode> singleChoiceQuestions(KeyedBank bank) {
        JsonNode items = json(author.request()
                        .get("/banks/" + bank.slug() + "/questions?limit=500")
                        .asString())
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(question -> question.path("select").path("max").asInt() == 1);
    }

    private void awaitComplete(String regrade) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> "COMPLETE"
                        .equals(author.request().get("/regrades/" + regrade).path("status")));
    }

    private JsonNode topics(KeyedBank bank) {
        return json(admin.request().get("/analytics/topics?bank=" + bank.slug()).asString());
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }
}
