package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class SittingTest extends ExamDayApi {

    @Test
    void shouldLetMembersSitWithinTheTimeAndNobodyElse() {
        String sitting = plan(Map.of("accessCode", "blue heron"));
        String body = "{\"sitting\":\"" + sitting + "\",\"accessCode\":\"blue heron\"}";

        startAs(TestTokens.bearer("outsider-" + learner, "learner"), body)
                .statusCode(404)
                .body("code", equalTo("sitting-unknown"));
        start("{\"sitting\":\"" + sitting + "\"}").statusCode(403).body("field", equalTo("accessCode"));
        start("{\"sitting\":\"" + sitting + "\",\"accessCode\":\"grey heron\"}").statusCode(403);
        start("{\"sitting\":\"" + sitting + "\",\"bank\":\"" + bank.slug + "\"}")
                .statusCode(400)
                .body("field", equalTo("bank"));
        String attempt = start(body)
                .statusCode(201)
                .body("mode", equalTo("exam"))
                .body("sitting", equalTo(sitting))
                .body("questions", hasSize(2))
                .extract()
                .path("id");
        finish(attempt).statusCode(200);
        start(body).statusCode(409).body("code", equalTo("no-attempt-left"));
    }

    @Test
    void shouldOpenAndCloseByTheServersClock() {
        Instant now = TurnedClock.now();
        String later = plan(Map.of("opensAt", now.plus(Duration.ofHours(1)).toString()));
        start("{\"sitting\":\"" + later + "\"}").statusCode(409).body("code", equalTo("sitting-closed"));

        TurnedClock.forward(Duration.ofHours(1).plusSeconds(1));
        start("{\"sitting\":\"" + later + "\"}").statusCode(201);
        TurnedClock.forward(Duration.ofHours(3));
        startAs(member("late"), "{\"sitting\":\"" + later + "\"}")
                .statusCode(409)
                .body("closesAt", notNullValue());
    }

    @Test
    void shouldEndAtTheClosingAndMoveWithIt() {
        Instant now = TurnedClock.now();
        Instant closing = now.plus(Duration.ofMinutes(10));
        Map<String, Object> plan = body(Map.of("closesAt", closing.toString()));
        String sitting = planned(plan);
        String attempt = start("{\"sitting\":\"" + sitting + "\"}")
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(deadline(attempt)).isEqualTo(closing);

        plan.put("closesAt", closing.plus(Duration.ofMinutes(5)).toString());
        as(instructor()).body(plan).put(SITTINGS + "/" + sitting).then().statusCode(200);

        assertThat(deadline(attempt)).isEqualTo(closing.plus(Duration.ofMinutes(5)));
        plan.put("cohort", "everyone");
        as(TestTokens.bearer("an-admin", "admin"))
                .body(plan)
                .put(SITTINGS + "/" + sitting)
                .then()
                .statusCode(409)
                .body("code", equalTo("sitting-begun"));
        as(instructor()).delete(SITTINGS + "/" + sitting).then().statusCode(409);
    }

    @Test
    void shouldGiveExtraTimeAtOnceAlsoToWhoIsSitting() {
        String sitting = plan(Map.of());
        accommodate(sitting, 10).statusCode(200);
        String attempt = sit(sitting);
        Instant planned = deadline(attempt);

        accommodate(sitting, 25).statusCode(200).body("extraMinutes", equalTo(25));

        assertThat(deadline(attempt)).isEqualTo(planned.plus(Duration.ofMinutes(15)));
        TurnedClock.forward(Duration.ofMinutes(30 + 20));
        answer(attempt, 1, "A").statusCode(202);
        TurnedClock.forward(Duration.ofMinutes(6));
        answer(attempt, 2, "A").statusCode(409).body("code", equalTo("answer-late"));
        await().untilAsserted(() -> view(attempt).body("status", equalTo("EXPIRED")));
        as(stranger())
                .body(Map.of("extraMinutes", 5, "reason", "none"))
                .put(SITTINGS + "/" + sitting + "/accommodations/" + TestTokens.learnerId(learner))
                .then()
                .statusCode(404);
        accommodate(sitting, -1).statusCode(400).body("field", equalTo("extraMinutes"));
        as(instructor())
                .get(SITTINGS + "/" + sitting + "/accommodations")
                .then()
                .body("extraMinutes", contains(25))
                .body("reason", contains("needs it"));
    }

    @Test
    void shouldShowWhoHasStartedIsSilentAndHasFinished() {
        String sitting = plan(Map.of());
        String other = member("other");
        startAs(other, "{\"bank\":\"" + bank.slug + "\",\"mode\":\"practice\"}").statusCode(201);
        String attempt = sit(sitting);
        answer(attempt, 1, "A").statusCode(202);

        roll(sitting)
                .body("counts.ACTIVE", equalTo(1))
                .body("counts.NOT_STARTED", equalTo(1))
                .body("learners.items.find { it.standing == 'ACTIVE' }.answered", equalTo(1))
                .body("learners.items.find { it.standing == 'ACTIVE' }.name", equalTo(learner));
        await().untilAsserted(() ->
                roll(sitting).body("learners.items.find { it.attemptId != null }.seenAt", notNullValue()));
        TurnedClock.forward(Duration.ofMinutes(2));
        roll(sitting).body("counts.SILENT", equalTo(1));
        finish(attempt).statusCode(200);
        roll(sitting).body("counts.FINISHED", equalTo(1)).body("counts.SILENT", equalTo(0));
        as(instructor())
                .get(SITTINGS + "/" + sitting + "/learners?standing=finished&limit=1")
                .then()
                .body("learners.items.attemptId", contains(attempt));
        as(instructor())
                .get(SITTINGS + "/" + sitting + "/learners?limit=1&name=" + TestTokens.learnerId(learner))
                .then()
                .body("learners.items.name", contains(learner))
                .body("learners.next", nullValue())
                .body("counts.NOT_STARTED", equalTo(1));
        as(instructor())
                .get(SITTINGS + "/" + sitting + "/learners?name=OTHER")
                .then()
                .body("learners.items.standing", contains("NOT_STARTED"));
        as(instructor())
                .get(SITTINGS + "/" + sitting + "/learners?name=nobody%25")
                .then()
                .body("learners.items", empty());
        as(instructor())
                .get(SITTINGS + "/" + sitting + "/learners?standing=asleep")
                .then()
                .statusCode(400)
                .body("field", equalTo("standing"));
        as(stranger()).get(SITTINGS + "/" + sitting + "/learners").then().statusCode(404);
    }

    @Test
    void shouldTellSittingsToThoseTheyAreForAndTheCodeToLeadersOnly() {
        String sitting = plan(Map.of("accessCode", "secret"));

        as(token())
                .get(SITTINGS)
                .then()
                .body("items.id", contains(sitting))
                .body("items.accessCode", contains(nullValue()));
        as(token()).get(SITTINGS + "/" + sitting).then().body("needsAccessCode", equalTo(true));
        as(instructor()).get(SITTINGS + "/" + sitting).then().body("accessCode", equalTo("secret"));
        as(stranger()).get(SITTINGS + "/" + sitting).then().statusCode(404);
        as(stranger()).get(SITTINGS).then().body("items.id", not(hasItem(sitting)));
        as(instructor()).delete(SITTINGS + "/" + sitting).then().statusCode(204);
        as(instructor()).get(SITTINGS + "/" + sitting).then().statusCode(404);
    }

    @Test
    void shouldGoOnWithTheListWhereItsPageEndedAndNowhereElse() {
        String earlier = plan(Map.of());
        String later = plan(
                Map.of("opensAt", TurnedClock.now().plus(Duration.ofMinutes(5)).toString()));

        String next = as(token())
                .get(SITTINGS + "?limit=1")
                .then()
                .body("items.id", contains(later))
                .extract()
                .path("next");
        as(token())
                .get(SITTINGS + "?limit=1&cursor=" + next)
                .then()
                .body("items.id", contains(earlier))
                .body("next", nullValue());
        for (String forged : ForgedCursors.beyondAllTimes()) {
            as(token())
                    .get(SITTINGS + "?cursor=" + forged)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid-cursor"));
        }
    }

    @Test
    void shouldNameTheFaultOfAPlan() {
        for (String field : List.of("bank", "blueprint", "cohort", "opensAt", "closesAt")) {
            Map<String, Object> plan = body(Map.of());
            plan.remove(field);
            as(instructor()).body(plan).post(SITTINGS).then().statusCode(400).body("field", equalTo(field));
        }
        Map<String, Object> backwards = body(Map.of("closesAt", "2020-01-01T00:00:00Z"));
        as(instructor()).body(backwards).post(SITTINGS).then().statusCode(400).body("field", equalTo("closesAt"));
        as(stranger())
                .body(body(Map.of()))
                .post(SITTINGS)
                .then()
                .statusCode(404)
                .body("code", equalTo("cohort-unknown"));
        as(instructor())
                .body(body(Map.of("blueprint", "none")))
                .post(SITTINGS)
                .then()
                .statusCode(404)
                .body("code", equalTo("blueprint-unknown"));
        as(token()).body(body(Map.of())).post(SITTINGS).then().statusCode(403);
    }

    @Test
    void shouldStopWhoGuessesTheCode() {
        String sitting = plan(Map.of("accessCode", "blue heron"));
        for (int i = 0; i < 10; i++) {
            start("{\"sitting\":\"" + sitting + "\",\"accessCode\":\"" + i + "\"}")
                    .statusCode(403);
        }

        start("{\"sitting\":\"" + sitting + "\",\"accessCode\":\"blue heron\"}")
                .statusCode(429)
                .header("Retry-After", notNullValue());
        startAs(member("other"), "{\"sitting\":\"" + sitting + "\",\"accessCode\":\"blue heron\"}")
                .statusCode(201);
    }

    private String member(String name) {
        return TestTokens.bearer(new LocalUser(name + "-" + learner, List.of("learner"), List.of(cohort)));
    }

    private ValidatableResponse accommodate(String sitting, int minutes) {
        return as(instructor())
                .body(Map.of("extraMinutes", minutes, "reason", "needs it"))
                .put(SITTINGS + "/" + sitting + "/accommodations/" + TestTokens.learnerId(learner))
                .then();
    }

    private ValidatableResponse roll(String sitting) {
        return as(instructor())
                .get(SITTINGS + "/" + sitting + "/learners")
                .then()
                .statusCode(200);
    }
}
