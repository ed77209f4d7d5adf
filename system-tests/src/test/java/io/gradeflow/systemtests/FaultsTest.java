package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.crowd.Aftermath;
import io.gradeflow.bench.crowd.AttemptLedger;
import io.gradeflow.bench.crowd.Crowd;
import io.gradeflow.bench.crowd.KeyedBank;
import io.gradeflow.bench.crowd.PatientApi;
import io.gradeflow.bench.crowd.Settled;
import io.gradeflow.bench.crowd.Troubles;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an acknowledged answer is worth while everything dies. */
@OnTheSystem
@Tag("slow")
class FaultsTest {

    private static final Crowd.Mix CROWD = new Crowd.Mix(60, 70, 70);
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

    FaultsTest(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    void shouldLoseNoAcknowledgedAnswerAndCountNoneTwiceThoughEveryProcessIsKilled() {
        KeyedBank bank = KeyedBank.create(system).withExams(system);
        PatientApi api = new PatientApi(system.web(), troubles);
        Map<String, Outages> outages;
        List<AttemptLedger> ledgers;

        try (Crowd crowd = Crowd.gather(system, api, bank, CROWD)) {
            await().until(() -> crowd.attempts() >= CROWD.all() || crowd.isOver());
            outages = killInTurn(crowd);
            ledgers = crowd.disperse();
        }
        SERVICES.forEach(this::awaitReady);
        Aftermath aftermath = Aftermath.of(system, api, bank, ledgers);

        System.out.println(report(aftermath, outages));
        assertThat(aftermath.findings()).isEmpty();
        assertThat(troubles.count())
                .as("errors, without which nothing was shown")
                .isPositive();
        assertThat(outages.get(POSTGRES).justBefore())
                .as("answers that a database which dies could have taken along")
                .isPositive();
    }

    /** Each at least once, the next as soon as the one before takes requests again. */
    private Map<String, Outages> killInTurn(Crowd crowd) {
        Map<String, Outages> outages = new LinkedHashMap<>();
        long started = System.nanoTime();
        for (int i = 0;
                !crowd.isOver() && (i < IN_TURN.size() || System.nanoTime() - started < AT_LEAST.toNanos());
                i++) {
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
        await().untilAsserted(() -> given().baseUri(system.address(service).toString())
                .get("/q/health/ready")
                .then()
                .statusCode(200));
    }

    private String report(Aftermath aftermath, Map<String, Outages> outages) {
        StringBuilder report = new StringBuilder();
        report.append("%d clients, %d attempts (%s), %d answers acknowledged, %d of unknown fate; %s.%n"
                .formatted(
                        CROWD.all(),
                        aftermath.attempts().size(),
                        Settled.countByStatus(aftermath.attempts()),
                        aftermath.acknowledged(),
                        aftermath.unknown(),
                        troubles));
        outages.forEach((part, of) ->
                report.append("%s was killed %d times, right after %d acknowledgements, and away for %d ms at most%n"
                        .formatted(part, of.kills(), of.justBefore(), of.longestMillis())));
        return report.toString();
    }
}
