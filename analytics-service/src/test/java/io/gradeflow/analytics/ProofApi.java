package io.gradeflow.analytics;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.gradeflow.devstack.testing.TestTokens;
import io.restassured.response.ValidatableResponse;

/** Proofs and rebuilds, as an operator asks for them. */
final class ProofApi {

    private ProofApi() {}

    static ValidatableResponse prove() {
        return run("proofs");
    }

    static ValidatableResponse run(String what) {
        return awaitEnd(request(what));
    }

    static String request(String what) {
        return given().header("Authorization", TestTokens.bearer("operator", "admin"))
                .post("/api/v1/analytics/" + what)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
    }

    static ValidatableResponse awaitEnd(String location) {
        await().untilAsserted(() -> look(location).body("finishedAt", not(equalTo(null))));
        return look(location);
    }

    static ValidatableResponse look(String location) {
        return given().header("Authorization", TestTokens.bearer("operator", "admin"))
                .get(location)
                .then()
                .statusCode(200);
    }
}
