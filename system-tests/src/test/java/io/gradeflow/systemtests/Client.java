package io.gradeflow.systemtests;

import static io.restassured.RestAssured.given;

import io.gradeflow.devstack.LocalUser;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** Somebody who uses the public API. */
record Client(SystemUnderTest system, String user, String role, List<String> cohorts) {

    static Client learner(SystemUnderTest system, String user) {
        return of(system, user, "learner");
    }

    static Client author(SystemUnderTest system) {
        return of(system, "author", "author");
    }

    /** @param cohorts those that the token names */
    static Client of(SystemUnderTest system, String user, String role, String... cohorts) {
        return new Client(system, user, role, List.of(cohorts));
    }

    /** The subject of the token. */
    String id() {
        return local().id().toString();
    }

    String token() {
        return system.token(local());
    }

    private LocalUser local() {
        return new LocalUser(user, List.of(role), cohorts);
    }

    RequestSpecification request() {
        return given().baseUri(system.web().toString())
                .basePath("/api/v1")
                .header("Authorization", "Bearer " + token())
                .contentType("application/json");
    }

    void createBank(String slug) {
        request()
                .body(Map.of("slug", slug, "title", "Bank " + slug))
                .post("/banks")
                .then()
                .statusCode(201);
    }

    ValidatableResponse importFile(String slug, byte[] file) {
        return request()
                .contentType("application/octet-stream")
                .body(file)
                .post("/banks/" + slug + "/imports")
                .then()
                .statusCode(200);
    }

    /** @return what became of the lines */
    JsonPath load(String type, byte[] responses) {
        EncoderConfig bare = EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false);
        return request()
                .config(RestAssuredConfig.config().encoderConfig(bare))
                .contentType(type)
                .body(responses)
                .post("/responses")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    void putTopics(String slug, byte[] taxonomy) {
        request()
                .contentType("application/yaml")
                .body(taxonomy)
                .put("/banks/" + slug + "/topics")
                .then()
                .statusCode(200);
    }

    Response startAttempt(String slug) {
        return request().body(Map.of("bank", slug, "mode", "practice")).post("/attempts");
    }

    void answer(String attempt, int position, List<String> choices) {
        request()
                .body(Map.of("choices", choices))
                .put("/attempts/" + attempt + "/answers/" + position)
                .then()
                .statusCode(202);
    }

    JsonPath topics(String slug) {
        return request()
                .get("/analytics/topics?bank=" + slug)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
