package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class ErasingTest extends PersonalDataApi {

    @Test
    void shouldKeepTheGradeOfWhatIsErasedWhateverItsKeyBecomes() {
        PublishedBank bank = PublishedBank.ofKinds();
        String attempt = typed(bank);
        AnswerSubmitted answer = awaitSubmitted(attempt, 1).getFirst();
        String others = typedByAnother(bank);
        grade(Topic.ANSWERS_GRADED, answer, 1, 1);
        await().untilAsserted(() -> view(attempt).body("totals.correct", equalTo(1)));
        erase().statusCode(202);
        erasedSoon();

        correct(bank, answer, 2);

        await().untilAsserted(() ->
                assertThat(sent(Topic.ANSWERS_RESUBMITTED, others)).isNotEmpty());
        grade(Topic.ANSWERS_REGRADED, awaitSubmitted(others, 1).getFirst(), 2, 0);
        await().untilAsserted(() -> given().header("Authorization", another())
                .get(ATTEMPTS + "/" + others)
                .then()
                .body("totals.graded", equalTo(1)));
        assertThat(sent(Topic.ANSWERS_RESUBMITTED, attempt)).isEmpty();
        view(attempt).body("totals.correct", equalTo(1));

        // One that was under way comes nevertheless, to all views alike.
        grade(Topic.ANSWERS_REGRADED, answer, 2, 0);
        await().untilAsserted(() -> view(attempt).body("totals.correct", equalTo(0)));
        grade(Topic.ANSWERS_REGRADED, answer, 1, 1);
        grade(Topic.ANSWERS_REGRADED, answer, 3, 1);
        await().untilAsserted(() -> view(attempt).body("totals.correct", equalTo(1)));
    }

    @Test
    void shouldLeaveWhatACorrectionPutBehindUntilItsGradeIsThere() {
        PublishedBank bank = PublishedBank.ofKinds();
        String attempt = typed(bank);
        AnswerSubmitted answer = awaitSubmitted(attempt, 1).getFirst();
        grade(Topic.ANSWERS_GRADED, answer, 1, 1);
        await().untilAsserted(() -> view(attempt).body("totals.correct", equalTo(1)));
        correct(bank, answer, 2);
        await().untilAsserted(() ->
                assertThat(sent(Topic.ANSWERS_RESUBMITTED, attempt)).isNotEmpty());

        erase().statusCode(202);
        await().untilAsserted(() -> erasure().body("account", equalTo("DELETED")));
        erasure().body("textsErasedAt", nullValue());
        grade(Topic.ANSWERS_REGRADED, answer, 2, 0);

        erasedSoon();
        view(attempt).body("totals.graded", equalTo(1)).body("totals.correct", equalTo(0));
    }

    @Test
    void shouldSendNothingMoreOfAnAnswerWhoseWordsAreGone() {
        PublishedBank bank = PublishedBank.ofKinds();
        String attempt = typed(bank);
        AnswerSubmitted answer = awaitSubmitted(attempt, 1).getFirst();
        String others = typedByAnother(bank);
        grade(Topic.ANSWERS_GRADED, awaitSubmitted(others, 1).getFirst(), 1, 1);
        reject(answer, AnswerRejected.Reason.KEY_UNKNOWN);
        await().untilAsserted(() -> assertThat(text("SELECT count(*)::text FROM answer JOIN attempt USING (attempt_id)"
                        + " WHERE learner_id = :learner AND rejected_key_version IS NOT NULL"))
                .containsExactly("1"));
        erase().statusCode(202);
        await().untilAsserted(() -> erasure().body("account", equalTo("DELETED")));
        // Its key may still come.
        erasure().body("textsErasedAt", nullValue());
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE erasure SET requested_at = requested_at - interval '29 days' WHERE learner_id = ?", id));
        erasedSoon();

        correct(bank, answer, 2);

        await().untilAsserted(() ->
                assertThat(sent(Topic.ANSWERS_RESUBMITTED, others)).isNotEmpty());
        assertThat(sent(Topic.ANSWERS_RESUBMITTED, attempt)).isEmpty();
        // Nor does it wait to be.
        assertThat(
                        text(
                                "SELECT (SELECT bool_or(awaiting) FROM answer WHERE answer.attempt_id = attempt.attempt_id)"
                                        + " || ' ' || ungraded FROM attempt JOIN attempt_progress USING (attempt_id) WHERE learner_id = :learner"))
                .containsExactly("false 0");
    }

    @Test
    void shouldEraseWhatIsTypedWhileItIsErased() {
        PublishedBank bank = PublishedBank.ofKinds();
        String attempt = attempt(bank);
        int position = position(view(attempt).extract().jsonPath());
        erase().statusCode(202);

        put(attempt, position, "{\"text\":\"" + words + "\"}").statusCode(409);
        jdbi.useHandle(handle -> {
            // As an instance would that doesn't know of erasures yet.
            handle.execute(
                    "INSERT INTO late_answer (attempt_id, position, late_version, response, received_at) VALUES"
                            + " (?::uuid, 1, 1, ?::jsonb, now())",
                    attempt,
                    "{\"kind\":\"text\",\"text\":\"" + words + "\"}");
            handle.execute("UPDATE learner SET name = ? WHERE learner_id = ?", learner, id);
            handle.execute(
                    "INSERT INTO cohort_member (cohort, learner_id, source, since) VALUES ('spring', ?, 'token', now())",
                    id);
        });

        await().untilAsserted(() -> assertThat(everythingStored()).doesNotContain(words, learner));
        data(TestTokens.bearer("root", "admin")).body("cohorts", empty()).body("name", nullValue());
    }

    @Test
    void shouldEraseWhatWasUnderWayWhenItWasAskedFor() {
        PublishedBank bank = PublishedBank.ofKinds();
        String attempt = attempt(bank);
        CompletableFuture<ValidatableResponse> erasing;
        try (Handle answering = jdbi.open()) {
            // As a group of answers that is about to be committed.
            answering.begin();
            answering.execute("SELECT FROM attempt WHERE attempt_id = ?::uuid FOR SHARE", attempt);
            answering.execute(
                    "INSERT INTO late_answer (attempt_id, position, late_version, response, received_at) VALUES"
                            + " (?::uuid, 1, 1, ?::jsonb, now())",
                    attempt,
                    "{\"kind\":\"text\",\"text\":\"" + words + "\"}");
            erasing = CompletableFuture.supplyAsync(this::erase);
            Waits.untilHeldUpBy(answering, jdbi);
            answering.commit();
        }

        erasing.join().statusCode(202);

        assertThat(everythingStored()).doesNotContain(words, learner);
    }

    @Test
    void shouldBeginNothingForALearnerWhoseDataIsErased() {
        String attempt = typed();
        AnswerSubmitted answer = awaitSubmitted(attempt, 1).getFirst();
        grade(Topic.ANSWERS_GRADED, answer, 1, 1);
        erase().statusCode(202);

        startAs(token(), "{\"bank\":\"" + PublishedBank.of(1).slug + "\",\"mode\":\"practice\"}")
                .statusCode(409)
                .body("code", equalTo("learner-erased"));
        given().header("Authorization", TestTokens.bearer("root", "admin"))
                .contentType("application/json")
                .body("{\"reason\":\"once more\"}")
                .post(ATTEMPTS + "/" + attempt + "/reopen")
                .then()
                .statusCode(409)
                .body("code", equalTo("learner-erased"));
        data(TestTokens.bearer("root", "admin"))
                .body("name", nullValue())
                .body("cohorts", empty())
                .body("attempts", hasSize(1));
        given().header("Authorization", TestTokens.bearer("root", "admin"))
                .get("/api/v1/learners?ids=" + id)
                .then()
                .statusCode(200)
                .body("[0].name", nullValue());
    }
}
