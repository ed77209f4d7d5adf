package io.gradeflow.analytics;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class PipelineTest {

    private final MeasuredBank bank = new MeasuredBank();

    @Test
    void shouldTellRatesWhatWaitsAndWhoGrades() {
        bank.publish();
        bank.grade("ada", bank.one, true);
        bank.awaitPending(0);

        try (KafkaConsumer<String, byte[]> grader = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", TestTokens.bootstrapServers(),
                        "group.id", "grader-service",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            grader.subscribe(List.of(Topic.ANSWERS_SUBMITTED.topicName()));
            int partitions =
                    grader.partitionsFor(Topic.ANSWERS_SUBMITTED.topicName()).size();
            await().untilAsserted(() -> {
                grader.poll(Duration.ofMillis(200));
                look().body("graders", hasSize(1))
                        .body("graders[0].lane", equalTo("live"))
                        .body("graders[0].partitions", hasSize(partitions));
            });
            assertThat(csv("?table=graders").lines())
                    .hasSize(2)
                    .startsWith("lane,member,host,partitions")
                    .element(1, STRING)
                    .startsWith("live,")
                    .contains("0 1");
        }

        look().body("lanes.lane", contains("live", "slow"))
                .body("lanes[0].waitingToBeCounted.records", equalTo(0))
                .body("lanes[0].waitingForGraders.records", greaterThanOrEqualTo(0));
        assertThat(csv("").lines().map(line -> line.split(",", -1)))
                .hasSize(3)
                .allMatch(cells -> cells.length == 8)
                .extracting(cells -> cells[0])
                .containsExactly("lane", "live", "slow");
        await().untilAsserted(() -> {
            bank.grade("bob", bank.one, true);
            look().body("windowSeconds", greaterThan(0))
                    .body("lanes[0].gradedPerSecond", greaterThan(0f))
                    .body("lanes[0].countedPerSecond", greaterThan(0f));
        });
    }

    @Test
    void shouldNameTheTablesThereAre() {
        given().header("Authorization", TestTokens.bearer("operator", "admin"))
                .accept("text/csv")
                .get("/api/v1/analytics/pipeline?table=drains")
                .then()
                .statusCode(400)
                .body("field", equalTo("table"));
    }

    @Test
    void shouldLetOnlyAdminsLook() {
        for (String role : List.of("learner", "author", "instructor")) {
            given().header("Authorization", TestTokens.bearer("somebody", role))
                    .get("/api/v1/analytics/pipeline")
                    .then()
                    .statusCode(403);
        }
    }

    private static String csv(String query) {
        return given().header("Authorization", TestTokens.bearer("operator", "admin"))
                .accept("text/csv")
                .get("/api/v1/analytics/pipeline" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static ValidatableResponse look() {
        return given().header("Authorization", TestTokens.bearer("operator", "admin"))
                .get("/api/v1/analytics/pipeline")
                .then()
                .statusCode(200);
    }
}
