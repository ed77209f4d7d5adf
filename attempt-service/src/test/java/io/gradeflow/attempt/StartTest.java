package io.gradeflow.attempt;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class StartTest extends ExamDayApi {

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

    @Test
    void shouldFindTheAttemptOfTheFirstRequestWhateverHasChangedSince() {
        String sitting = plan(Map.of("accessCode", "blue heron"));
        String body = "{\"sitting\":\"" + sitting + "\",\"accessCode\":\"blue heron\"}";
        String first = keyed("k-1", body).statusCode(201).extract().path("id");

        String nobodys = TestTokens.bearer(new LocalUser(learner, List.of("learner"), List.of("another-cohort")));
        keyedAs(nobodys, "k-1", body).statusCode(201).body("id", equalTo(first));
        keyedAs(nobodys, "k-2", body).statusCode(404).body("code", equalTo("sitting-unknown"));
        as(instructor())
                .body(body(Map.of("accessCode", "grey heron")))
                .put(SITTINGS + "/" + sitting)
                .then()
                .statusCode(200);
        keyed("k-1", body).statusCode(201).body("id", equalTo(first));
        keyed("k-1", "{\"sitting\":\"" + sitting + "\",\"accessCode\":\"grey heron\"}")
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        TurnedClock.forward(Duration.ofHours(4));
        keyed("k-1", body).statusCode(201).body("id", equalTo(first));
    }

    @Test
    void shouldFindTheReviewOfTheFirstRequestAlsoWhenNothingIsLeftToReview() {
        String practice = attempt(bank);
        for (int position = 1; position <= 4; position++) {
            put(practice, position, "{\"choices\":[],\"flagged\":true}").statusCode(202);
        }
        String review = "{\"bank\":\"" + bank.slug + "\",\"mode\":\"review\"}";
        String first = keyed("k-1", review).statusCode(201).extract().path("id");
        for (int position = 1; position <= 4; position++) {
            put(practice, position, "{\"choices\":[],\"flagged\":false}").statusCode(202);
        }

        keyed("k-2", review).statusCode(409).body("code", equalTo("nothing-to-review"));
        keyed("k-1", review).statusCode(201).body("id", equalTo(first));
    }

    @Test
    void shouldAskARetiredQuestionNoMoreAndKeepItInAttemptsThatHaveIt() {
        PublishedBank three = PublishedBank.of(3);
        String running = attempt(three);
        UUID question = three.questions.getFirst();

        three.retire(question);

        start(three, "").statusCode(201).body("questions", hasSize(2));
        view(running).body("questions", hasSize(3));
        for (int position = 1; position <= 3; position++) {
            answer(running, position, "A").statusCode(202);
        }

        three.publishAgain(question);

        start(three, "").statusCode(201).body("questions", hasSize(3));
    }

    private ValidatableResponse keyed(String key, String body) {
        return keyedAs(token(), key, body);
    }

    private static ValidatableResponse keyedAs(String token, String key, String body) {
        return as(token)
                .header("Idempotency-Key", key)
                .body(body)
                .post(ATTEMPTS)
                .then();
    }
}
