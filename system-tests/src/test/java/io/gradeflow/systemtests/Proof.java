package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.time.Duration;

/** Has all figures compared with a replay of the log, as an operator would. */
final class Proof {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Proof() {}

    /** Returns when nothing is on its way to the figures and a proof has found them equal. */
    static void requireEqual(Client admin, String bank) {
        awaitNothingPending(admin, bank);
        JsonPath proof = run(admin);
        assertThat(proof.getString("status")).as(proof.prettify()).isEqualTo("EQUAL");
        assertThat(proof.getList("differences")).isEmpty();
        assertThat(proof.getLong("recordsRead")).isPositive();
    }

    private static JsonPath run(Client admin) {
        String location = admin.request()
                .post("/analytics/proofs")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        String run = location.substring(location.indexOf("/analytics/"));
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> admin.request()
                                .get(run)
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath(),
                        proof -> proof.get("finishedAt") != null);
    }

    private static void awaitNothingPending(Client admin, String bank) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            JsonPath topics = admin.topics(bank);
            assertThat(topics.getInt("pending.live") + topics.getInt("pending.slow"))
                    .isZero();
        });
    }
}
