package io.gradeflow.attempt;

import static io.restassured.RestAssured.given;

import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** An exam day: a cohort with an instructor, a bank with an exam, and what both do. */
abstract class ExamDayApi extends AttemptApi {

    static final String SITTINGS = "/api/v1/sittings";

    final String cohort = "cohort-" + UUID.randomUUID();

    final PublishedBank bank = PublishedBank.withExam(4, 2, 30);

    @AfterEach
    void turnTheClockBack() {
        TurnedClock.reset();
    }

    @Override
    String token() {
        return TestTokens.bearer(new LocalUser(learner, List.of("learner"), List.of(cohort)));
    }

    String instructor() {
        return TestTokens.bearer(new LocalUser("instructor-" + cohort, List.of("instructor"), List.of(cohort)));
    }

    static String stranger() {
        return TestTokens.bearer(new LocalUser("stranger", List.of("instructor"), List.of("another-cohort")));
    }

    static io.restassured.specification.RequestSpecification as(String token) {
        return given().header("Authorization", token).contentType("application/json");
    }

    Map<String, Object> body(Map<String, Object> changes) {
        Map<String, Object> plan = new java.util.HashMap<>(Map.of(
                "bank",
                bank.slug,
                "blueprint",
                "mock",
                "cohort",
                cohort,
                "title",
                "Autumn",
                "opensAt",
                TurnedClock.now().minus(Duration.ofMinutes(1)).toString(),
                "closesAt",
                TurnedClock.now().plus(Duration.ofHours(3)).toString()));
        plan.putAll(changes);
        return plan;
    }

    String plan(Map<String, Object> changes) {
        return planned(body(changes));
    }

    String planned(Map<String, Object> plan) {
        return as(instructor())
                .body(plan)
                .post(SITTINGS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    String sit(String sitting) {
        return start("{\"sitting\":\"" + sitting + "\"}")
                .statusCode(201)
                .extract()
                .path("id");
    }

    Instant deadline(String attempt) {
        return Instant.parse(view(attempt).extract().path("deadline"));
    }
}
