package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.AttemptFinished;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes after the deadline, what becomes of it, and what counts in the end. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class LateAnswersTest extends StaffApi {

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

    private static List<Integer> versions(AttemptFinished ending) {
        return ending.paper().stream()
                .map(AttemptFinished.PaperEntry::answerVersion)
                .toList();
    }
}
