package io.gradeflow.attempt;

import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Topic;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the staff does with attempts, and how these are told to have ended. */
abstract class StaffApi extends ExamDayApi {

    ValidatableResponse staff(String attempt, String move, Map<String, Object> body) {
        return as(instructor())
                .body(body)
                .post(ATTEMPTS + "/" + attempt + "/" + move)
                .then();
    }

    ValidatableResponse roll(String sitting) {
        return as(instructor())
                .get(SITTINGS + "/" + sitting + "/learners")
                .then()
                .statusCode(200);
    }

    ValidatableResponse late(String attempt) {
        return as(instructor())
                .get(ATTEMPTS + "/" + attempt + "/late-answers")
                .then()
                .statusCode(200);
    }

    static List<AttemptFinished> endings(String attempt) {
        return SentEvents.in(
                Topic.ATTEMPTS_FINISHED,
                AttemptFinished.class,
                event -> event.attemptId().toString().equals(attempt) && !Objects.equals(event.paperVersion(), 0));
    }
}
