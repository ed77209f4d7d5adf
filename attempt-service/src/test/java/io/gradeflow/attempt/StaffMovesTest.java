package io.gradeflow.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

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
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class StaffMovesTest extends ExamDayApi {

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
    void shouldCallNothingLateThatWasThereInTimeOrLiesBeforeIt() {
        String sitting = plan(Map.of());
        String attempt = sit(sitting);
        put(attempt, 1, "{\"choices\":[\"A\"],\"seq\":1}").statusCode(202);
        put(attempt, 1, "{\"choices\":[\"B\"],\"seq\":3}").statusCode(202);
        TurnedClock.forward(Duration.ofMinutes(31));

        put(attempt, 1, "{\"choices\":[\"B\"],\"seq\":3}")
                .statusCode(409)
                .body("code", equalTo("attempt-finished"))
                .body("detail", containsString("version 2 of this answer"));
        put(attempt, 1, "{\"choices\":[\"C\"],\"seq\":2}").statusCode(409).body("code", equalTo("attempt-finished"));
        put(attempt, 2, "{\"choices\":[]}").statusCode(409).body("code", equalTo("attempt-finished"));

        late(attempt).body("$", hasSize(0));
        roll(sitting).body("learners.items[0].late", equalTo(0));
    }

    @Test
    void shouldAcceptTheLastChangeOfTheClientWhateverCameLast() {
        String attempt = sit(plan(Map.of()));
        TurnedClock.forward(Duration.ofMinutes(31));
        put(attempt, 1, "{\"choices\":[\"A\"],\"seq\":5}").statusCode(409).body("code", equalTo("answer-late"));
        put(attempt, 1, "{\"choices\":[\"B\"],\"seq\":4}").statusCode(409).body("code", equalTo("answer-late"));
        put(attempt, 1, "{\"choices\":[\"A\"],\"seq\":7}").statusCode(409).body("code", equalTo("answer-late"));
        put(attempt, 1, "{\"choices\":[\"C\"],\"seq\":6}").statusCode(409).body("code", equalTo("answer-late"));

        late(attempt).body("choices", contains(List.of("A"))).body("waiting", contains(true));
        await().until(() -> !endings(attempt).isEmpty());
        staff(attempt, "late-answers/accept", Map.of("reason", "outage")).statusCode(200);
        view(attempt).body("questions[0].answer.choices", equalTo(List.of("A")));
    }

    @Test
    void shouldLetALateChangeBackToTheCountedAnswerTakeTheLateOneBack() {
        String sitting = plan(Map.of());
        String attempt = sit(sitting);
        answer(attempt, 1, "A").statusCode(202);
        put(attempt, 2, "{\"choices\":[\"A\"],\"seq\":1}").statusCode(202);
        TurnedClock.forward(Duration.ofMinutes(31));
        answer(attempt, 1, "B").statusCode(409).body("code", equalTo("answer-late"));
        put(attempt, 2, "{\"choices\":[\"A\"],\"seq\":3}")
                .statusCode(409)
                .body("code", equalTo("attempt-finished"))
                .body("detail", containsString("version 1 of this answer"));

        answer(attempt, 1, "A").statusCode(409).body("detail", containsString("version 1 of this answer"));
        put(attempt, 2, "{\"choices\":[\"B\"],\"seq\":2}").statusCode(409).body("code", equalTo("answer-late"));

        late(attempt).body("waiting", contains(false, false));
        roll(sitting).body("learners.items[0].late", equalTo(0));
        answer(attempt, 1, "A").statusCode(409).body("code", equalTo("attempt-finished"));
        await().until(() -> !endings(attempt).isEmpty());
        staff(attempt, "late-answers/accept", Map.of("reason", "outage"))
                .statusCode(409)
                .body("code", equalTo("nothing-late"));
    }

    @Test
    void shouldLetALateClearingOfABlankTakeTheLateAnswerBack() {
        String attempt = sit(plan(Map.of()));
        TurnedClock.forward(Duration.ofMinutes(31));
        answer(attempt, 1, "A").statusCode(409).body("code", equalTo("answer-late"));
        put(attempt, 1, "{\"choices\":[]}").statusCode(409).body("detail", containsString("left blank"));

        late(attempt).body("waiting", contains(false));
    }

    @Test
    void shouldLetNoLateAnswerReplaceOneThatIsConfirmedAfterAReopening() {
        String sitting = plan(Map.of());
        String attempt = sit(sitting);
        put(attempt, 1, "{\"choices\":[\"A\"],\"seq\":1}").statusCode(202);
        answer(attempt, 2, "A").statusCode(202);
        TurnedClock.forward(Duration.ofMinutes(31));
        put(attempt, 1, "{\"choices\":[\"B\"],\"seq\":5}").statusCode(409).body("code", equalTo("answer-late"));
        answer(attempt, 2, "B").statusCode(409).body("code", equalTo("answer-late"));
        await().until(() -> !endings(attempt).isEmpty());
        late(attempt).body("waiting", contains(true, true));
        staff(attempt, "reopen", Map.of("reason", "outage", "minutes", 5)).statusCode(204);
        late(attempt).body("waiting", contains(true, true));

        put(attempt, 1, "{\"choices\":[\"A\"],\"seq\":6}").statusCode(202).body("version", equalTo(1));
        answer(attempt, 2, "A").statusCode(202).body("version", equalTo(1));
        finish(attempt).statusCode(200);

        late(attempt).body("waiting", contains(false, false));
        staff(attempt, "late-answers/accept", Map.of("reason", "outage"))
                .statusCode(409)
                .body("code", equalTo("nothing-late"));
        view(attempt).body("questions.answer.choices", contains(List.of("A"), List.of("A")));
    }

    @Test
    void shouldRememberLateChangesWhenAnAttemptGoesOn() {
        String attempt = sit(plan(Map.of()));
        put(attempt, 1, "{\"choices\":[\"A\"],\"seq\":1}").statusCode(202);
        TurnedClock.forward(Duration.ofMinutes(31));
        put(attempt, 1, "{\"choices\":[\"B\"],\"seq\":5}").statusCode(409).body("code", equalTo("answer-late"));
        await().until(() -> !endings(attempt).isEmpty());
        staff(attempt, "reopen", Map.of("reason", "outage", "minutes", 5)).statusCode(204);

        view(attempt).body("questions[0].seq", equalTo(5));
        put(attempt, 1, "{\"choices\":[\"C\"],\"seq\":4}")
                .statusCode(202)
                .body("version", equalTo(1))
                .body("choices", equalTo(List.of("A")));
        put(attempt, 1, "{\"choices\":[\"B\"],\"seq\":5}")
                .statusCode(202)
                .body("version", equalTo(2))
                .body("choices", equalTo(List.of("B")));
    }

    @Test
    void shouldSayThatAnAnswerCountsWhichIsSentOnceMoreAfterTheEnd() {
        String attempt = sit(plan(Map.of()));
        put(attempt, 1, "{\"choices\":[\"A\"],\"seq\":2}").statusCode(202);
        finish(attempt).statusCode(200);

        for (String retry : List.of("{\"choices\":[\"A\"],\"seq\":2}", "{\"choices\":[\"B\"],\"seq\":1}")) {
            put(attempt, 1, retry)
                    .statusCode(409)
                    .body("code", equalTo("attempt-finished"))
                    .body("detail", containsString("version 1 of this answer, which came in time, counts"));
        }
        put(attempt, 1, "{\"choices\":[\"B\"],\"seq\":3}")
                .statusCode(409)
                .body("detail", containsString("Nothing was stored"));
    }

    @Test
    void shouldKeepALateAnswerAgainAfterItsFormerOneWasAnsweredOver() {
        String attempt = sit(plan(Map.of()));
        TurnedClock.forward(Duration.ofMinutes(31));
        answer(attempt, 1, "A").statusCode(409).body("code", equalTo("answer-late"));
        await().until(() -> !endings(attempt).isEmpty());
        staff(attempt, "reopen", Map.of("reason", "outage", "minutes", 5)).statusCode(204);
        answer(attempt, 1, "B").statusCode(202);
        TurnedClock.forward(Duration.ofMinutes(6));

        answer(attempt, 1, "A").statusCode(409).body("code", equalTo("answer-late"));

        late(attempt).body("waiting", contains(true)).body("choices", contains(List.of("A")));
        await().untilAsserted(() -> view(attempt).body("status", equalTo("EXPIRED")));
        staff(attempt, "late-answers/accept", Map.of("reason", "outage")).statusCode(200);
        view(attempt).body("questions[0].answer.choices", equalTo(List.of("A")));
    }

    @Test
    void shouldLetNoOlderChangeFollowALateAnswerThatWasAccepted() {
        String attempt = sit(plan(Map.of()));
        put(attempt, 1, "{\"choices\":[\"A\"],\"seq\":1}").statusCode(202);
        TurnedClock.forward(Duration.ofMinutes(31));
        put(attempt, 1, "{\"choices\":[\"B\"],\"seq\":5}").statusCode(409).body("code", equalTo("answer-late"));
        await().until(() -> !endings(attempt).isEmpty());
        staff(attempt, "late-answers/accept", Map.of("reason", "outage")).statusCode(200);
        staff(attempt, "reopen", Map.of("reason", "outage", "minutes", 5)).statusCode(204);

        put(attempt, 1, "{\"choices\":[\"C\"],\"seq\":4}")
                .statusCode(202)
                .body("choices", equalTo(List.of("B")))
                .body("version", equalTo(2));
    }

    @Test
    void shouldLetNoLateAnswerTakeThePlaceOfOneGivenAfterAReopening() {
        String sitting = plan(Map.of());
        String attempt = sit(sitting);
        TurnedClock.forward(Duration.ofMinutes(31));
        answer(attempt, 1, "A").statusCode(409).body("code", equalTo("answer-late"));
        answer(attempt, 2, "A").statusCode(409).body("code", equalTo("answer-late"));
        roll(sitting).body("learners.items[0].late", equalTo(2));
        await().until(() -> !endings(attempt).isEmpty());

        staff(attempt, "reopen", Map.of("reason", "outage", "minutes", 5)).statusCode(204);
        answer(attempt, 1, "B").statusCode(202);
        finish(attempt).statusCode(200);

        late(attempt).body("waiting", contains(false, true));
        roll(sitting).body("learners.items[0].late", equalTo(1));
        staff(attempt, "late-answers/accept", Map.of("reason", "outage"))
                .statusCode(200)
                .body("accepted", equalTo(1));
        view(attempt)
                .body("questions[0].answer.choices", equalTo(List.of("B")))
                .body("questions[1].answer.choices", equalTo(List.of("A")));
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

    private ValidatableResponse staff(String attempt, String move, Map<String, Object> body) {
        return as(instructor())
                .body(body)
                .post(ATTEMPTS + "/" + attempt + "/" + move)
                .then();
    }

    private ValidatableResponse roll(String sitting) {
        return as(instructor())
                .get(SITTINGS + "/" + sitting + "/learners")
                .then()
                .statusCode(200);
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
