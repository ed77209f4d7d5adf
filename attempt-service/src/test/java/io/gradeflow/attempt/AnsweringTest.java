package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class AnsweringTest extends AttemptApi {

    @Test
    void shouldStoreNothingOfARetryThatComesAfterANewerChange() {
        String attempt = attempt(PublishedBank.of(1));
        put(attempt, 1, "{\"choices\":[\"A\"],\"seq\":5}").statusCode(202).body("version", equalTo(1));
        put(attempt, 1, "{\"choices\":[\"B\"],\"seq\":7,\"flagged\":true}").statusCode(202);

        put(attempt, 1, "{\"choices\":[\"A\"],\"seq\":6,\"flagged\":false}")
                .statusCode(202)
                .body("version", equalTo(2))
                .body("choices", equalTo(List.of("B")))
                .body("seq", equalTo(7))
                .body("flagged", equalTo(true));

        view(attempt).body("questions[0].answer.choices", equalTo(List.of("B"))).body("questions[0].seq", equalTo(7));
    }

    @Test
    void shouldKeepFlagAndTimeWithoutAnAnswer() {
        String attempt = attempt(PublishedBank.of(2));

        put(attempt, 1, "{\"choices\":[],\"flagged\":true,\"elapsedMillis\":1500}")
                .statusCode(202)
                .body("version", equalTo(0));
        put(attempt, 1, "{\"choices\":[],\"elapsedMillis\":1200}").statusCode(202);
        put(attempt, 2, "{\"choices\":[\"C\"],\"elapsedMillis\":900}").statusCode(202);

        view(attempt)
                .body("questions[0].status", equalTo("UNANSWERED"))
                .body("questions[0].flagged", equalTo(true))
                .body("questions[0].elapsedMillis", equalTo(1500));
        List<AnswerSubmitted> sent = awaitSubmitted(attempt, 1);
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().elapsedMillis()).isEqualTo(900);
    }

    @Test
    void shouldNameTheFaultOfANumber() {
        String attempt = attempt(PublishedBank.of(1));

        put(attempt, 1, "{\"choices\":[\"A\"],\"seq\":-1}").statusCode(400).body("field", equalTo("seq"));
        put(attempt, 1, "{\"choices\":[\"A\"],\"elapsedMillis\":-1}")
                .statusCode(400)
                .body("field", equalTo("elapsedMillis"));
        put(attempt, 1, "{\"flagged\":true}").statusCode(400).body("field", equalTo("choices"));
    }

    @Test
    void shouldEndWithTheHighestChangeWhateverComesFirst() throws Exception {
        String attempt = attempt(PublishedBank.of(1));
        List<Callable<Integer>> changes = new ArrayList<>();
        for (int seq = 1; seq <= 40; seq++) {
            String body = "{\"choices\":[\"" + "ABCD".charAt(seq % 4) + "\"],\"seq\":" + seq + "}";
            changes.add(() -> put(attempt, 1, body).extract().statusCode());
        }
        Collections.shuffle(changes, new java.util.Random(7));

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(executor.invokeAll(changes).stream().map(Future::resultNow))
                    .containsOnly(202);
        }

        view(attempt).body("questions[0].answer.choices", equalTo(List.of("A"))).body("questions[0].seq", equalTo(40));
    }

    @Test
    void shouldGiveAReceiptThatTellsLaterWhatBecameOfTheAnswer() {
        String attempt = attempt(PublishedBank.of(1));
        String first = receipt(answer(attempt, 1, "B"));
        verify(first).statusCode(200).body("outcome", equalTo("STORED")).body("version", equalTo(1));

        String second = receipt(answer(attempt, 1, "C"));
        verify(first).body("outcome", equalTo("SUPERSEDED")).body("newestVersion", equalTo(2));
        AnswerSubmitted newest = awaitSubmitted(attempt, 2).stream()
                .filter(sent -> sent.answerVersion() == 2)
                .findFirst()
                .orElseThrow();
        grade(Topic.ANSWERS_GRADED, newest, 1, 0);

        await().untilAsserted(() -> verify(second).body("outcome", equalTo("GRADED")));
    }

    @Test
    void shouldRefuseAReceiptThatIsNotGenuineOrNotTheCallers() {
        String attempt = attempt(PublishedBank.of(1));
        String receipt = receipt(answer(attempt, 1, "B"));
        String[] parts = receipt.split("\\.");
        String otherPayload = parts[1].substring(0, parts[1].length() - 4) + "AAAA";

        verify(parts[0] + "." + otherPayload + "." + parts[2])
                .statusCode(400)
                .body("code", equalTo("receipt-invalid"))
                .body("field", equalTo("receipt"));
        verify("nonsense").statusCode(400);
        verify(parts[0] + "." + parts[1] + ".").statusCode(400);
        verifyAs(TestTokens.bearer("somebody-else", "learner"), receipt)
                .statusCode(404)
                .body("code", equalTo("attempt-unknown"));
        verifyAs(TestTokens.bearer("an-admin", "admin"), receipt).statusCode(200);
    }

    @Test
    void shouldKeepLateAnswersOfAnExamOnlyForAWhileAndNoneOfWhatWasFinished() {
        PublishedBank bank = PublishedBank.withExam(2, 2, 30);
        String exam = "{\"bank\":\"" + bank.slug + "\",\"mode\":\"exam\",\"blueprint\":\"mock\"}";
        try {
            String finished = start(exam).extract().path("id");
            finish(finished).statusCode(200);
            answer(finished, 1, "A").statusCode(409).body("code", equalTo("attempt-finished"));

            String late = start(exam).statusCode(201).extract().path("id");
            TurnedClock.forward(Duration.ofMinutes(31));
            answer(late, 1, "A").statusCode(409).body("code", equalTo("answer-late"));
            answer(late, 1, "Z").statusCode(400);
            TurnedClock.forward(Duration.ofHours(2));
            answer(late, 1, "A").statusCode(409).body("code", equalTo("attempt-finished"));
            view(late).body("questions[0].answer", nullValue());
        } finally {
            TurnedClock.reset();
        }
    }

    private static String receipt(ValidatableResponse acknowledged) {
        return acknowledged.statusCode(202).extract().path("receipt");
    }

    private ValidatableResponse verify(String receipt) {
        return verifyAs(token(), receipt);
    }

    private static ValidatableResponse verifyAs(String token, String receipt) {
        return given().header("Authorization", token)
                .contentType("application/json")
                .body("{\"receipt\":\"" + receipt + "\"}")
                .post("/api/v1/receipts/verify")
                .then();
    }
}
