package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AttemptFinished;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class StaffMovesTest extends StaffApi {

    @Test
    void shouldVoidAndReopenWithAReasonAndAnnounceBoth() {
        String sitting = plan(Map.of());
        String attempt = sit(sitting);
        answer(attempt, 1, "A").statusCode(202);
        finish(attempt).statusCode(200);

        staff(attempt, "reopen", Map.of("reason", "network")).statusCode(400).body("field", equalTo("minutes"));
        staff(attempt, "reopen", Map.of("minutes", 5)).statusCode(400).body("field", equalTo("reason"));
        staff(attempt, "reopen", Map.of("reason", "network", "minutes", 5)).statusCode(204);
        staff(attempt, "reopen", Map.of("reason", "network", "minutes", 5))
                .statusCode(409)
                .body("code", equalTo("not-ended"));
        view(attempt).body("status", equalTo("OPEN")).body("finishedAt", nullValue());
        answer(attempt, 2, "A").statusCode(202);
        finish(attempt).statusCode(200);
        staff(attempt, "void", Map.of("reason", "cheated")).statusCode(204);
        staff(attempt, "void", Map.of("reason", "cheated")).statusCode(409).body("code", equalTo("already-voided"));
        answer(attempt, 1, "B").statusCode(409);

        await().untilAsserted(
                        () -> assertThat(endings(attempt).getLast().ending()).isEqualTo(AttemptFinished.Ending.VOIDED));
        List<AttemptFinished> told = endings(attempt);
        assertThat(told).extracting(AttemptFinished::paperVersion).isSorted().doesNotHaveDuplicates();
        assertThat(told.getLast().paperVersion()).isEqualTo(4);
        as(instructor())
                .get(ATTEMPTS + "/" + attempt + "/journal")
                .then()
                .body("deed", contains("REOPENED", "VOIDED"))
                .body("reason", contains("network", "cheated"));
        // A voided attempt doesn't use up what the sitting allows.
        sit(sitting);
        staff(attempt, "reopen", Map.of("reason", "was right", "minutes", 5))
                .statusCode(409)
                .body("code", equalTo("exam-open"));
    }

    @Test
    void shouldJournalWhateverChangedTheTimeOfAnAttempt() {
        Map<String, Object> plan = body(Map.of(
                "closesAt", TurnedClock.now().plus(Duration.ofMinutes(10)).toString()));
        String sitting = planned(plan);
        accommodate(sitting, 10, "reads slowly");
        String attempt = sit(sitting);
        Instant first = deadline(attempt);

        accommodate(sitting, 25, "the screen reader failed");
        accommodate(sitting, 25, "put into words anew");
        Instant second = deadline(attempt);
        plan.put("closesAt", TurnedClock.now().plus(Duration.ofMinutes(15)).toString());
        plan.put("reason", "fire drill");
        change(sitting, plan);
        Instant third = deadline(attempt);
        plan.put("title", "Winter");
        change(sitting, plan);
        plan.put("closesAt", TurnedClock.now().plus(Duration.ofMinutes(20)).toString());
        plan.remove("reason");
        change(sitting, plan);

        as(instructor())
                .get(ATTEMPTS + "/" + attempt + "/journal")
                .then()
                .body("deed", contains("EXTRA_TIME", "EXTRA_TIME", "CLOSING_MOVED", "CLOSING_MOVED"))
                .body(
                        "reason",
                        contains("reads slowly", "the screen reader failed", "fire drill", "No reason was given."))
                .body("actor", everyItem(equalTo(String.valueOf(TestTokens.learnerId("instructor-" + cohort)))))
                .body(
                        "detail",
                        contains(
                                "10 extra minutes from the start",
                                "extra minutes 10 → 25, deadline " + first + " → " + second,
                                "deadline " + second + " → " + third,
                                "deadline " + third + " → " + deadline(attempt)));
        plan.put("reason", " ");
        as(instructor())
                .body(plan)
                .put(SITTINGS + "/" + sitting)
                .then()
                .statusCode(400)
                .body("field", equalTo("reason"));
        as(instructor())
                .body(body(Map.of("reason", "none")))
                .post(SITTINGS)
                .then()
                .statusCode(400)
                .body("field", equalTo("reason"));
    }

    @Test
    void shouldKeepTheStaffOfOtherCohortsOut() {
        String attempt = sit(plan(Map.of()));
        Map<String, Object> reason = Map.of("reason", "none", "minutes", 5);

        for (String move : List.of("void", "reopen", "late-answers/accept")) {
            Map<String, Object> body = move.equals("reopen") ? reason : Map.of("reason", "none");
            as(stranger())
                    .body(body)
                    .post(ATTEMPTS + "/" + attempt + "/" + move)
                    .then()
                    .statusCode(404);
            as(token())
                    .body(body)
                    .post(ATTEMPTS + "/" + attempt + "/" + move)
                    .then()
                    .statusCode(403);
        }
        for (String page : List.of("", "/journal", "/late-answers")) {
            as(stranger()).get(ATTEMPTS + "/" + attempt + page).then().statusCode(404);
            as(instructor()).get(ATTEMPTS + "/" + attempt + page).then().statusCode(200);
        }
    }

    private void accommodate(String sitting, int minutes, String reason) {
        as(instructor())
                .body(Map.of("extraMinutes", minutes, "reason", reason))
                .put(SITTINGS + "/" + sitting + "/accommodations/" + TestTokens.learnerId(learner))
                .then()
                .statusCode(200);
    }

    private void change(String sitting, Map<String, Object> plan) {
        as(instructor()).body(plan).put(SITTINGS + "/" + sitting).then().statusCode(200);
    }
}
