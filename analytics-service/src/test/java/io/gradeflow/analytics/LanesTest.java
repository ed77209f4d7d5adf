package io.gradeflow.analytics;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The slow lane stands still at a row that somebody holds; the live one doesn't. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class LanesTest {

    private final MeasuredBank bank = new MeasuredBank();

    @Inject
    Jdbi jdbi;

    @Test
    void shouldCountTheLiveLaneWhileTheSlowOneStandsStill() {
        bank.publish();
        Sitter ada = bank.practice("ada");
        MeasuredBank.send(ada.graded(bank.one, 1, 1, false));
        bank.awaitTotal(1, 0);

        jdbi.useTransaction(handle -> {
            handle.createQuery("SELECT learner_id FROM learner WHERE learner_id = :learner FOR UPDATE")
                    .bind("learner", ada.learner())
                    .mapTo(String.class)
                    .one();
            MeasuredBank.send(Topic.ANSWERS_REGRADED, ada.graded(bank.one, 1, 2, true));
            awaitSomebodyWaiting();

            bank.grade("grace", bank.one, true);

            bank.awaitTotal(2, 1);
        });

        bank.awaitTotal(2, 2);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("gradeflow_lane_lag{lane=\"slow\"}"))
                .body(containsString("gradeflow_lane_oldest_age_seconds{lane=\"live\"}"))
                .body(containsString("gradeflow_lane_answers_total{lane=\"live\"}"));
    }

    @Test
    void shouldListWhatItSetAsideToAdmins() {
        jdbi.useHandle(handle -> handle.execute("""
                INSERT INTO set_aside_event (topic, partition, record_offset, payload, reason, set_aside_at)
                VALUES ('attempts-finished', 3, 4711, 'poison', 'no event', now())
                """));

        given().header("Authorization", TestTokens.bearer("x", "admin"))
                .get("/api/v1/set-aside/analytics-service?topic=attempts-finished&limit=500")
                .then()
                .statusCode(200)
                .body("items.offset", hasItems(4711));
        given().header("Authorization", TestTokens.bearer("x", "instructor"))
                .get("/api/v1/set-aside/analytics-service")
                .then()
                .statusCode(403);
    }

    private void awaitSomebodyWaiting() {
        await().until(() -> jdbi.withHandle(
                        handle -> handle.createQuery("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%INSERT INTO learner AS held%'
                        """).mapTo(int.class).one())
                > 0);
    }
}
