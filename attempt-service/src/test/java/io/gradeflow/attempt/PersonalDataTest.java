package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.Grade;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class PersonalDataTest extends PersonalDataApi {

    @Test
    void shouldTellAPersonAndAnAdministratorAllThatIsStored() {
        String attempt = typed();

        for (String token : List.of(token(), TestTokens.bearer("root", "admin"))) {
            data(token)
                    .statusCode(200)
                    .body("name", equalTo(learner))
                    .body("attempts.attempt", equalTo(List.of(attempt)))
                    .body("answers", hasSize(1))
                    .body("answers[0].response.text", equalTo(words));
        }
        data(another()).statusCode(404).body("code", equalTo("learner-unknown"));
        data(TestTokens.bearer("leader", "instructor")).statusCode(404);
    }

    @Test
    void shouldTellGradesAndFlagsAndAGradeOfAnExamOnlyOnceItIsOver() {
        PublishedBank bank = PublishedBank.withExam(4, 2, 60);
        String exam = start("{\"bank\":\"" + bank.slug + "\",\"mode\":\"exam\",\"blueprint\":\"mock\"}")
                .statusCode(201)
                .extract()
                .path("id");
        put(exam, 1, "{\"choices\":[\"A\"],\"flagged\":true,\"elapsedMillis\":1200}")
                .statusCode(202);
        grade(Topic.ANSWERS_GRADED, awaitSubmitted(exam, 1).getFirst(), 1, 1);

        await().untilAsserted(() -> data(TestTokens.bearer("root", "admin"))
                .body("answers[0].grade.correct", equalTo(true))
                .body("attempts[0].blueprint", equalTo("mock"))
                .body("positions[0].flagged", equalTo(true))
                .body("positions[0].elapsedMillis", equalTo(1200)));
        data(token()).body("answers", hasSize(1)).body("answers[0].grade", nullValue());

        finish(exam).statusCode(200);

        data(token()).body("answers[0].grade.correct", equalTo(true));
    }

    @Test
    void shouldWriteDownWhoOfTheStaffReadIt() {
        data(TestTokens.bearer("reader-of-" + learner, "admin")).statusCode(200);

        given().header("Authorization", TestTokens.bearer("root", "admin"))
                .get("/api/v1/audit/attempt-service?address=/api/v1/learners/" + id)
                .then()
                .statusCode(200)
                .body("items.operation", equalTo(List.of("GET /api/v1/learners/{id}/personal-data")));
    }

    @Test
    void shouldEraseNameWordsAndAccountAndKeepTheGrade() {
        String attempt = typed();
        AnswerSubmitted answer = awaitSubmitted(attempt, 1).getFirst();
        erase().statusCode(202)
                .header("Location", containsString("/learners/" + id + "/personal-data/erasure"))
                .body("state", equalTo("RUNNING"));

        await().untilAsserted(() -> erasure().body("account", equalTo("DELETED")));
        // What is open ends; what waits for its grade can't lose its words.
        given().header("Authorization", token())
                .get(ATTEMPTS + "/" + attempt)
                .then()
                .body("status", equalTo("FINISHED"));
        erasure().body("state", equalTo("RUNNING")).body("textsErasedAt", nullValue());
        data(TestTokens.bearer("root", "admin"))
                .body("name", nullValue())
                .body("answers[0].response.text", equalTo(words));

        grade(Topic.ANSWERS_GRADED, answer, 1, 1);

        erasedSoon();
        erasure().body("state", equalTo("IN_LOGS")).body("logsUntil", notNullValue());
        data(TestTokens.bearer("root", "admin"))
                .body("answers", hasSize(1))
                .body("answers[0].response.text", equalTo("\u2026"))
                .body("cohorts", empty());
        assertThat(everythingStored()).doesNotContain(words, learner);
        view(attempt).body("totals.graded", equalTo(1)).body("totals.correct", equalTo(1));
        assertThat(AnswerGraded.of(answer, 1, Grade.ofFraction(1, 1, BigDecimal.ONE))
                        .toString())
                .doesNotContain(words);
    }

    @Test
    void shouldSayOfAReceiptThatItsAnswerIsErased() {
        PublishedBank bank = PublishedBank.ofKinds();
        String attempt = attempt(bank);
        String receipt = put(attempt, position(view(attempt).extract().jsonPath()), "{\"text\":\"" + words + "\"}")
                .statusCode(202)
                .extract()
                .path("receipt");
        grade(Topic.ANSWERS_GRADED, awaitSubmitted(attempt, 1).getFirst(), 1, 1);
        await().untilAsserted(() -> verified(receipt).body("outcome", equalTo("GRADED")));
        erase().statusCode(202);
        erasedSoon();

        verified(receipt).body("outcome", equalTo("ERASED"));
    }

    @Test
    void shouldLetAnAdministratorSayThatTheAccountIsGone() {
        erase().statusCode(202);
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE erasure SET account = 'BY_HAND', next_try_at = now() + interval '1 hour',"
                        + " requested_at = now() - interval '9 days', texts_at = now() - interval '9 days' WHERE learner_id = ?",
                id));
        erasure().body("state", equalTo("BY_HAND"));

        given().header("Authorization", TestTokens.bearer("root", "admin"))
                .post("/api/v1/learners/" + id + "/personal-data/erasure/account-deleted")
                .then()
                .statusCode(200)
                .body("account", equalTo("DELETED"))
                .body("state", equalTo("DONE"));
    }

    @Test
    void shouldKnowNothingOfAnErasureThatNobodyAskedFor() {
        given().header("Authorization", TestTokens.bearer("root", "admin"))
                .get("/api/v1/learners/" + UUID.randomUUID() + "/personal-data/erasure")
                .then()
                .statusCode(404)
                .body("code", equalTo("erasure-unknown"));
    }
}
