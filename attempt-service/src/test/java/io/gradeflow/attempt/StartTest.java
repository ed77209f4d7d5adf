package io.gradeflow.attempt;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class StartTest extends ExamDayApi {

    @Test
    void shouldCarryOutARequestOnceUnderItsIdempotencyKey() {
        String body = "{\"bank\":\"" + bank.slug + "\",\"mode\":\"practice\"}";
        String first = keyed("k-1", body).statusCode(201).extract().path("id");

        keyed("k-1", body).statusCode(201).body("id", equalTo(first));
        keyed("k-1", "{\"bank\":\"" + bank.slug + "\",\"mode\":\"practice\",\"questionCount\":1}")
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        keyed("k-2", body).statusCode(201).body("id", not(equalTo(first)));
        keyed("k".repeat(201), body).statusCode(400).body("field", equalTo("Idempotency-Key"));
        String exam = "{\"bank\":\"" + bank.slug + "\",\"mode\":\"exam\",\"blueprint\":\"mock\"}";
        String running = keyed("k-3", exam).statusCode(201).extract().path("id");
        keyed("k-3", exam).statusCode(201).body("id", equalTo(running));
    }

    private ValidatableResponse keyed(String key, String body) {
        return as(token())
                .header("Idempotency-Key", key)
                .body(body)
                .post(ATTEMPTS)
                .then();
    }
}
