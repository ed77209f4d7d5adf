package io.gradeflow.question;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Somebody has a bank for long, as a large import does, and others want to change it meanwhile. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class BankBusyTest extends BankApi {

    /** As many as the service has connections. */
    private static final int CALLS = 20;

    @Inject
    Jdbi jdbi;

    @Test
    void shouldAnswerReadersAndOtherBanksWhileManyWaitForOneBank() {
        importFile(numbered(1));
        List<CompletableFuture<Response>> calls;
        try (Handle holding = jdbi.open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            holding.begin();
            hold(holding);
            calls = IntStream.range(0, CALLS)
                    .mapToObj(call -> CompletableFuture.supplyAsync(() -> importOne(bank), threads))
                    .toList();
            // Before those that wait are refused.
            await().atMost(Duration.ofSeconds(15)).until(() -> waiting() > 0 && waiting() + answered(calls) == CALLS);

            as("author").get("/api/v1/banks/" + bank).then().statusCode(200);
            as("author").get(questions("")).then().statusCode(200);
            String other = "other-" + bank;
            as("author").body("{\"slug\": \"" + other + "\", \"title\": \"x\"}").post("/api/v1/banks");
            assertThat(importOne(other).statusCode()).isEqualTo(200);
            assertThat(waiting()).isPositive();
            holding.rollback();
        }

        List<Response> refused = calls.stream()
                .map(CompletableFuture::join)
                .filter(response -> response.statusCode() != 200)
                .toList();
        assertThat(refused).isNotEmpty().hasSizeLessThan(CALLS);
        refused.getFirst()
                .then()
                .statusCode(503)
                .header("Retry-After", "10")
                .body("code", equalTo("bank-busy"))
                .body("detail", containsString("Send the same again"));
    }

    private static Response importOne(String bank) {
        return as("author").contentType("text/plain").body(numbered(2)).post("/api/v1/banks/" + bank + "/imports");
    }

    private static int answered(List<CompletableFuture<Response>> calls) {
        return (int) calls.stream().filter(CompletableFuture::isDone).count();
    }

    private void hold(Handle handle) {
        handle.createQuery("SELECT id FROM bank WHERE slug = :slug FOR NO KEY UPDATE")
                .bind("slug", bank)
                .mapTo(UUID.class)
                .one();
    }

    /** How many wait for the bank in the database. */
    private int waiting() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%FROM bank WHERE slug%'
                        """).mapTo(int.class).one());
    }
}
