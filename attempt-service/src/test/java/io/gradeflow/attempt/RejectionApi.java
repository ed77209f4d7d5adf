package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;

import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerRejected.Reason;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Stands in for a grader that rejects, and for the admin who looks after that. */
abstract class RejectionApi extends AttemptApi {

    static final String REJECTED = "/api/v1/grading/rejected";
    private static final AtomicLong OFFSETS = new AtomicLong();

    final String admin = TestTokens.bearer("admin-of-rejected", "admin");

    AnswerRejected reject(AnswerSubmitted answer, Reason reason) {
        return reject(answer.learnerId(), new String(EventJson.write(answer), StandardCharsets.UTF_8), reason);
    }

    static AnswerRejected reject(String key, String payload, Reason reason) {
        AnswerRejected event = new AnswerRejected(
                reason,
                "the detail",
                Topic.ANSWERS_SUBMITTED.topicName(),
                0,
                OFFSETS.incrementAndGet(),
                key,
                payload,
                null);
        PublishedBank.send(Topic.ANSWERS_REJECTED, event);
        return event;
    }

    ValidatableResponse rejected(String query) {
        return given().header("Authorization", admin)
                .get(REJECTED + "?limit=500" + query)
                .then()
                .statusCode(200);
    }

    /** What the list has of the learner's records. */
    List<Map<String, Object>> mine(String query) {
        JsonPath page = rejected(query).extract().jsonPath();
        return page.<Map<String, Object>>getList("items").stream()
                .filter(item -> learner.equals(item.get("key"))
                        || TestTokens.learnerId(learner).toString().equals(item.get("key")))
                .toList();
    }

    Map<String, Object> awaitMine(String query, Predicate<Map<String, Object>> wanted) {
        return await().until(() -> mine(query).stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    String awaitRejected(int times) {
        return (String) awaitMine("", item -> item.get("rejections").equals(times) && item.get("replayedAt") == null)
                .get("id");
    }

    ValidatableResponse replay(String body) {
        return given().header("Authorization", admin)
                .contentType("application/json")
                .body(body)
                .post(REJECTED + "/replay")
                .then();
    }

    ValidatableResponse replayOne(String id) {
        return replay("{\"ids\": [\"" + id + "\"]}").statusCode(200);
    }

    ValidatableResponse dismiss(String... ids) {
        return given().header("Authorization", admin)
                .contentType("application/json")
                .body(Map.of("ids", List.of(ids)))
                .post(REJECTED + "/dismiss")
                .then();
    }
}
