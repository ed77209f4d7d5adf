package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;

import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.Grade;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** The API as a learner of its own uses it, for the tests of the service. */
abstract class AttemptApi {

    static final String ATTEMPTS = "/api/v1/attempts";

    final String learner = "learner-" + UUID.randomUUID();

    ValidatableResponse start(PublishedBank bank, String more) {
        return start("{\"bank\":\"" + bank.slug + "\",\"mode\":\"practice\"" + more + "}");
    }

    ValidatableResponse start(String body) {
        return startAs(token(), body);
    }

    static ValidatableResponse startAs(String token, String body) {
        return given().header("Authorization", token)
                .contentType("application/json")
                .body(body)
                .post(ATTEMPTS)
                .then();
    }

    String attempt(PublishedBank bank) {
        return start(bank, "").statusCode(201).extract().path("id");
    }

    static String attemptId(String body) {
        return JsonPath.from(body).getString("id");
    }

    ValidatableResponse answer(String attempt, int position, String choice) {
        return put(attempt, position, "{\"choices\":[\"" + choice + "\"]}");
    }

    static ValidatableResponse answerAs(String token, String attempt, int position, String choice) {
        return putAs(token, attempt, position, "{\"choices\":[\"" + choice + "\"]}");
    }

    ValidatableResponse put(String attempt, int position, String body) {
        return putAs(token(), attempt, position, body);
    }

    private static ValidatableResponse putAs(String token, String attempt, int position, String body) {
        return given().header("Authorization", token)
                .contentType("application/json")
                .body(body)
                .put(ATTEMPTS + "/" + attempt + "/answers/" + position)
                .then();
    }

    ValidatableResponse view(String attempt) {
        return given().header("Authorization", token())
                .get(ATTEMPTS + "/" + attempt)
                .then()
                .statusCode(200);
    }

    ValidatableResponse finish(String attempt) {
        return post(attempt, "finish");
    }

    ValidatableResponse post(String attempt, String move) {
        return given().header("Authorization", token())
                .post(ATTEMPTS + "/" + attempt + "/" + move)
                .then();
    }

    String token() {
        return TestTokens.bearer(learner, "learner");
    }

    static List<AnswerSubmitted> awaitSubmitted(String attempt, int count) {
        return await().until(() -> sent(Topic.ANSWERS_SUBMITTED, attempt), found -> found.size() >= count);
    }

    static List<AnswerSubmitted> sent(Topic lane, String attempt) {
        return SentEvents.in(
                lane,
                AnswerSubmitted.class,
                event -> event.attemptId().toString().equals(attempt));
    }

    static void grade(Topic lane, AnswerSubmitted answer, int keyVersion, int score) {
        PublishedBank.send(lane, AnswerGraded.of(answer, keyVersion, Grade.ofFraction(score, 1, BigDecimal.ONE)));
    }
}
