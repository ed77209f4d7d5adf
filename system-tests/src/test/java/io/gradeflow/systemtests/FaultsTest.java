package io.gradeflow.systemtests;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an acknowledged answer is worth while everything dies. */
@OnTheSystem
@Tag("slow")
class FaultsTest {

    private static final int CLIENTS = 200;
    private static final int UNTIL_TIME_IS_UP = 60;
    private static final int WITH_EXAMS = 70;
    private static final Duration AT_LEAST = Duration.ofSeconds(60);

    private static final String POSTGRES = "postgres";
    /** In which an answer that isn't safe yet could have been acknowledged. */
    private static final Duration JUST_BEFORE = Duration.ofMillis(200);

    private static final List<String> SERVICES =
            List.of("attempt-service", "grader-service", "analytics-service", "question-service", "web");
    /**
     * The database most often, as it is back soonest; the stores after parts without which answers are taken, so that they die
     * while they are busy.
     */
    private static final List<String> IN_TURN = List.of(
            "attempt-service",
            "grader-service",
            POSTGRES,
            "analytics-service",
            POSTGRES,
            "kafka",
            "question-service",
            POSTGRES,
            "web");

    /**
     * How often a part was killed.
     *
     * @param longestMillis from the kill until it took requests again
     * @param justBefore answers acknowledged in the last moments before the kills
     */
    private record Outages(int kills, long longestMillis, long justBefore) {

        Outages and(Outages other) {
            return new Outages(
                    kills + other.kills, Math.max(longestMillis, other.longestMillis), justBefore + other.justBefore);
        }
    }

    private final SystemUnderTest system;
    private final Troubles troubles = new Troubles();
    private final Queue<AttemptLedger> ledgers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();

    FaultsTest(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    void shouldLoseNoAcknowledgedAnswerAndCountNoneTwiceThoughEveryProcessIsKilled() throws Exception {
        KeyedBank bank = KeyedBank.create(system).withExams(system);
        PatientApi api = new PatientApi(system.web(), troubles);
        Map<String, Outages> outages;

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> candidates = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Candidate candidate = new Candidate(system, api, bank, threads, over::get, ledgers, i);
                candidates.add(threads.submit(unlessOneFails(
                        i < UNTIL_TIME_IS_UP
                                ? candidate::sitUntilTimeIsUp
                                : i < UNTIL_TIME_IS_UP + WITH_EXAMS
                                        ? candidate::practiseAndSit
                                        : candidate::practise)));
            }
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> ledgers.size() >= CLIENTS || over.get());
                outages = killInTurn();
            } finally {
                over.set(true);
            }
            for (Future<?> candidate : candidates) {
                candidate.get();
            }
        }
        SERVICES.forEach(this::awaitReady);
        List<Settled> attempts = Settled.await(ledgers);

        System.out.println(report(attempts, outages));
        assertThat(attempts).flatExtracting(Settled::findings).isEmpty();
        assertThat(attempts.parallelStream().map(Settled::receiptFinding).flatMap(Optional::stream))
                .isEmpty();
        assertThat(Figures.shown(settledTopics(api, bank))).isEqualTo(Figures.expected(attempts));
        assertThat(EventLog.of(system).findings(attempts)).isEmpty();
        assertThat(troubles.count())
                .as("errors, without which nothing was shown")
                .isPositive();
        assertThat(outages.get(POSTGRES).justBefore())
                .as("answers that a database which dies could have taken along")
                .isPositive();
    }

    /** The failure of one ends it for all, and is told by its future. */
    private Runnable unlessOneFails(Runnable candidate) {
        return () -> {
            try {
                candidate.run();
            } catch (RuntimeException | Error e) {
                over.set(true);
                throw e;
            }
        };
    }

    /** Each at least once, the next as soon as the one before takes requests again. */
    private Map<String, Outages> killInTurn() {
        Map<String, Outages> outages = new LinkedHashMap<>();
        long started = System.nanoTime();
        for (int i = 0; !over.get() && (i < IN_TURN.size() || System.nanoTime() - started < AT_LEAST.toNanos()); i++) {
            String part = IN_TURN.get(i % IN_TURN.size());
            long justBefore = troubles.acknowledgedWithin(JUST_BEFORE);
            long killed = System.nanoTime();
            system.kill(part);
            system.start(part);
            outages.merge(part, new Outages(1, millisSince(killed), justBefore), Outages::and);
        }
        return outages;
    }

    private static long millisSince(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis();
    }

    private void awaitReady(String service) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().baseUri(system.address(service).toString())
                        .get("/q/health/ready")
                        .then()
                        .statusCode(200));
    }

    private JsonNode settledTopics(PatientApi api, KeyedBank bank) {
        String token = system.token("author", "author");
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> api.get("/analytics/topics?bank=" + bank.slug(), token)
                                .body(),
                        topics -> topics.path("pending").path("live").asInt(1) == 0
                                && topics.path("pending").path("slow").asInt(1) == 0);
    }

    private String report(List<Settled> attempts, Map<String, Outages> outages) {
        StringBuilder report = new StringBuilder();
        report.append("%d clients, %d attempts (%s), %d answers acknowledged, %d of unknown fate; %s.%n"
                .formatted(
                        CLIENTS,
                        attempts.size(),
                        Settled.countByStatus(attempts),
                        attempts.stream()
                                .mapToInt(attempt -> attempt.ledger().acknowledged())
                                .sum(),
                        attempts.stream()
                                .mapToInt(attempt -> attempt.ledger().unknowns())
                                .sum(),
                        troubles));
        outages.forEach((part, of) ->
                report.append("%s was killed %d times, right after %d acknowledgements, and away for %d ms at most%n"
                        .formatted(part, of.kills(), of.justBefore(), of.longestMillis())));
        return report.toString();
    }
}
