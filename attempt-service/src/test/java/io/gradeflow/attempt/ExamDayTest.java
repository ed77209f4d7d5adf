package io.gradeflow.attempt;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class ExamDayTest extends AttemptApi {

    private static final String SITTINGS = "/api/v1/sittings";

    private final String cohort = "cohort-" + UUID.randomUUID();
    private final PublishedBank bank = PublishedBank.withExam(4, 2, 30);

    @AfterEach
    void turnTheClockBack() {
        TurnedClock.reset();
    }

    @Override
    String token() {
        return TestTokens.bearer(new LocalUser(learner, List.of("learner"), List.of(cohort)));
    }

    private String instructor() {
        return TestTokens.bearer(new LocalUser("instructor-" + cohort, List.of("instructor"), List.of(cohort)));
    }

    private static String stranger() {
        return TestTokens.bearer(new LocalUser("stranger", List.of("instructor"), List.of("another-cohort")));
    }

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
    void shouldCountLateAnswersOnlyOnceTheyAreAccepted() {
        String attempt = sit(plan(Map.of()));
        answer(attempt, 1, "B").statusCode(202);
        TurnedClock.forward(Duration.ofMinutes(31));
        answer(attempt, 1, "A").statusCode(409).body("code", equalTo("answer-late"));
        answer(attempt, 1, "A").statusCode(409);
        answer(attempt, 2, "C").statusCode(409);
        await().until(() -> !endings(attempt).isEmpty());
        assertThat(versions(endings(attempt).getLast())).containsExactly(1, null);

        late(attempt).body("position", contains(1, 2)).body("acceptedAt", everyItem(nullValue()));
        staff(attempt, "late-answers/accept", Map.of("reason", "outage", "positions", List.of(1)))
                .statusCode(200)
                .body("accepted", equalTo(1));

        view(attempt).body("questions[0].answer.choices", equalTo(List.of("A")));
        view(attempt).body("questions[1].answer", nullValue());
        await().untilAsserted(
                        () -> assertThat(versions(endings(attempt).getLast())).containsExactly(2, null));
        AnswerSubmitted sent = awaitSubmitted(attempt, 2).stream()
                .filter(answer -> answer.answerVersion() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(sent.answeredAt()).isAfter(deadline(attempt));
        staff(attempt, "late-answers/accept", Map.of("reason", "outage")).statusCode(200);
        staff(attempt, "late-answers/accept", Map.of("reason", "outage"))
                .statusCode(409)
                .body("code", equalTo("nothing-late"));
        late(attempt).body("acceptedAt", everyItem(notNullValue()));
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

    @Test
    void shouldKnowMembersFromTokensAndFromTheApi() {
        String given = "given-" + cohort;
        String id = TestTokens.learnerId(learner).toString();
        String admin = TestTokens.bearer("an-admin", "admin");
        as(stranger())
                .body(Map.of("learners", List.of(id)))
                .post(members(given))
                .then()
                .statusCode(404);
        as(admin)
                .body(Map.of("learners", List.of()))
                .post(members(given))
                .then()
                .statusCode(400);
        as(admin)
                .body(Map.of("learners", List.of(id)))
                .post(members(given))
                .then()
                .statusCode(204);
        String attempt = attempt(bank);

        answer(attempt, 1, "A");
        assertThat(awaitSubmitted(attempt, 1).getFirst().cohorts()).containsExactlyInAnyOrder(cohort, given);
        as(instructor())
                .get(members(cohort))
                .then()
                .body("items.learnerId", contains(id))
                .body("items.name", contains(learner))
                .body("items.sources[0]", contains("token"));
        as(admin).delete(members(given) + "/" + id).then().statusCode(204);
        as(admin).get(members(given)).then().body("items", empty());
        // A token that tells no cohort any more ends the membership.
        startAs(TestTokens.bearer(learner, "learner"), "{\"bank\":\"" + bank.slug + "\",\"mode\":\"practice\"}")
                .statusCode(201);
        as(instructor()).get(members(cohort)).then().body("items", empty());
    }

    @Test
    void shouldNameLearnersToThoseWhoLeadThem() {
        attempt(bank);
        String id = TestTokens.learnerId(learner).toString();

        as(instructor()).get("/api/v1/learners?ids=" + id + ",nobody").then().body("name", contains(learner));
        as(stranger()).get("/api/v1/learners?ids=" + id).then().statusCode(200).body("", empty());
        as(instructor())
                .get("/api/v1/cohorts?cursor=AAAA")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-cursor"));
        as(instructor()).get("/api/v1/learners").then().statusCode(400).body("field", equalTo("ids"));
        as(token()).get("/api/v1/learners?ids=" + id).then().statusCode(403);
    }

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

    private String member(String name) {
        return TestTokens.bearer(new LocalUser(name + "-" + learner, List.of("learner"), List.of(cohort)));
    }

    private static String members(String cohort) {
        return "/api/v1/cohorts/" + cohort + "/members";
    }

    private static io.restassured.specification.RequestSpecification as(String token) {
        return given().header("Authorization", token).contentType("application/json");
    }

    private Map<String, Object> body(Map<String, Object> changes) {
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

    private String plan(Map<String, Object> changes) {
        return planned(body(changes));
    }

    private String planned(Map<String, Object> plan) {
        return as(instructor())
                .body(plan)
                .post(SITTINGS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String sit(String sitting) {
        return start("{\"sitting\":\"" + sitting + "\"}")
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Instant deadline(String attempt) {
        return Instant.parse(view(attempt).extract().path("deadline"));
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

    private ValidatableResponse staff(String attempt, String move, Map<String, Object> body) {
        return as(instructor())
                .body(body)
                .post(ATTEMPTS + "/" + attempt + "/" + move)
                .then();
    }

    private ValidatableResponse late(String attempt) {
        return as(instructor())
                .get(ATTEMPTS + "/" + attempt + "/late-answers")
                .then()
                .statusCode(200);
    }

    private static List<Integer> versions(AttemptFinished ending) {
        return ending.paper().stream()
                .map(AttemptFinished.PaperEntry::answerVersion)
                .toList();
    }

    private static List<AttemptFinished> endings(String attempt) {
        return SentEvents.in(
                Topic.ATTEMPTS_FINISHED,
                AttemptFinished.class,
                event -> event.attemptId().toString().equals(attempt));
    }
}
