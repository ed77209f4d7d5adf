package io.gradeflow.analytics;

import static io.gradeflow.analytics.ProofApi.prove;
import static io.gradeflow.analytics.ProofApi.run;
import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.AttemptFinished.Ending;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log has lost what was proven before. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class TrimmedLogTest {

    private static final List<Topic> LOG =
            List.of(Topic.ANSWERS_GRADED, Topic.ANSWERS_REGRADED, Topic.ATTEMPTS_FINISHED);

    private final MeasuredBank bank = new MeasuredBank();

    @Inject
    Jdbi jdbi;

    /** Other tests of the same database write to its tables what never was in the log. */
    @BeforeEach
    void startFromTheLog() {
        bank.publish();
        bank.awaitPending(0);
        run("rebuild").body("status", equalTo("REBUILT"));
        Sitter cleo = bank.exam("cleo");
        MeasuredBank.send(cleo.graded(bank.both, 1, 1, true));
        MeasuredBank.send(Topic.ATTEMPTS_FINISHED, cleo.ended(1, Ending.FINISHED, 1, bank.both));
        bank.grade("ada", bank.one, false);
        bank.awaitTotal(2, 1);
        bank.awaitPending(0);
    }

    @Test
    void shouldProveAndRebuildFromWhatWasProvenBeforeTheLogWasTrimmed() {
        prove().body("status", equalTo("EQUAL"));
        trim();
        bank.grade("grace", bank.one, true);
        bank.awaitTotal(3, 2);

        jdbi.useHandle(
                handle -> handle.execute("UPDATE answer_fact SET elapsed_millis = 7 WHERE bank_id = ?", bank.id));
        prove().body("status", equalTo("DIFFERENT"))
                .body("differences.table", equalTo(List.of("answer_fact")))
                .body("differences[0].live", equalTo(3));
        run("rebuild").body("status", equalTo("REBUILT"));

        bank.assertTotal(3, 2);
        prove().body("status", equalTo("EQUAL"));
        prove().body("status", equalTo("EQUAL"));
    }

    @Test
    void shouldCountWhatWasSetAsideBeforeTheProofAndAppliedAfterIt() {
        Sitter bob = bank.practice("bob").in("refused");
        jdbi.useHandle(handle -> handle.execute(
                "ALTER TABLE answer_fact ADD CONSTRAINT for_the_test CHECK ('refused' <> ALL (cohorts)) NOT VALID"));
        try {
            MeasuredBank.send(bob.graded(bank.both, 1, 1, true));
            bank.awaitPending(0);
        } finally {
            jdbi.useHandle(handle -> handle.execute("ALTER TABLE answer_fact DROP CONSTRAINT for_the_test"));
        }
        prove().body("status", equalTo("EQUAL"));
        trim();
        bank.assertTotal(2, 1);

        given().header("Authorization", TestTokens.bearer("operator", "admin"))
                .contentType(ContentType.JSON)
                .body("{\"topic\": \"answers-graded\"}")
                .post("/api/v1/set-aside/analytics-service/replay")
                .then()
                .statusCode(200);
        bank.assertTotal(3, 2);

        prove().body("status", equalTo("EQUAL"));
        run("rebuild").body("status", equalTo("REBUILT"));
        bank.assertTotal(3, 2);
    }

    @Test
    void shouldSayThatNothingIsKeptToStartFrom() {
        prove().body("status", equalTo("EQUAL"));
        trim();
        jdbi.useHandle(handle -> handle.execute("ALTER SCHEMA proven RENAME TO hidden"));
        try {
            prove().body("status", equalTo("FAILED")).body("detail", containsString("no proof of before is kept"));
        } finally {
            jdbi.useHandle(handle -> handle.execute("ALTER SCHEMA hidden RENAME TO proven"));
        }

        prove().body("status", equalTo("EQUAL"));
    }

    @Test
    void shouldFindAnOffsetBeforeWhatWasProven() {
        prove().body("status", equalTo("EQUAL"));
        trim();
        for (int step : new int[] {-1, 1}) {
            int moved = jdbi.withHandle(handle -> handle.execute("""
                    UPDATE stored_offset SET next_offset = next_offset + ?
                    WHERE topic = 'attempts-finished' AND next_offset > 0
                    """, step));
            assertThat(moved).isPositive();
            if (step < 0) {
                bank.awaitPending(0);
                prove().body("status", equalTo("DIFFERENT")).body("differences.table", hasItem("stored_offset"));
            }
        }
        prove().body("status", equalTo("EQUAL"));
    }

    /** As brokers drop what is too old. */
    private static void trim() {
        LOG.forEach(topic -> TopicRecords.expire(topic.topicName()));
        await().until(() -> LOG.stream()
                .allMatch(topic -> TopicRecords.of(topic.topicName()).isEmpty()));
    }
}
