package io.gradeflow.attempt;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.Topic;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.Grade;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextRules;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class PersonalDataTest extends AttemptApi {

    private final String words = "my aunt " + learner + " lives in Paris";
    private final String id = TestTokens.learnerId(learner).toString();

    @Inject
    Jdbi jdbi;

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
        assertThat(data(token()).extract().asString()).doesNotContain("score", "correct");
        data(another()).statusCode(404).body("code", equalTo("learner-unknown"));
        data(TestTokens.bearer("leader", "instructor")).statusCode(404);
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
        // What waits for its grade can't lose its words.
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
    void shouldKeepTheGradeOfWhatIsErasedWhateverItsKeyBecomes() {
        PublishedBank bank = PublishedBank.ofKinds();
        String attempt = typed(bank);
        AnswerSubmitted answer = awaitSubmitted(attempt, 1).getFirst();
        String others = typedByAnother(bank);
        grade(Topic.ANSWERS_GRADED, answer, 1, 1);
        await().untilAsserted(() -> view(attempt).body("totals.correct", equalTo(1)));
        erase().statusCode(202);
        erasedSoon();

        bank.correct(
                answer.questionId(),
                2,
                new TextKey(List.of(new TextAnswer("Rome", Fraction.ONE)), TextRules.LENIENT, BigDecimal.ONE),
                AnswerKeyPublished.Effect.REGRADE);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(sent(Topic.ANSWERS_RESUBMITTED, others)).isNotEmpty());
        grade(Topic.ANSWERS_REGRADED, answer, 2, 0);
        grade(Topic.ANSWERS_REGRADED, awaitSubmitted(others, 1).getFirst(), 2, 0);
        await().untilAsserted(() -> given().header("Authorization", another())
                .get(ATTEMPTS + "/" + others)
                .then()
                .body("totals.graded", equalTo(1)));
        assertThat(sent(Topic.ANSWERS_RESUBMITTED, attempt)).isEmpty();
        view(attempt).body("totals.correct", equalTo(1));
    }

    @Test
    void shouldNotLetTheNameComeBackWithAToken() {
        typed();
        erase().statusCode(202);

        attempt(PublishedBank.of(1));

        data(TestTokens.bearer("root", "admin")).body("name", nullValue()).body("attempts", hasSize(2));
        given().header("Authorization", TestTokens.bearer("root", "admin"))
                .get("/api/v1/learners?ids=" + id)
                .then()
                .statusCode(200)
                .body("[0].name", nullValue());
    }

    @Test
    void shouldKnowNothingOfAnErasureThatNobodyAskedFor() {
        given().header("Authorization", TestTokens.bearer("root", "admin"))
                .get("/api/v1/learners/" + UUID.randomUUID() + "/personal-data/erasure")
                .then()
                .statusCode(404)
                .body("code", equalTo("erasure-unknown"));
    }

    private String another() {
        return TestTokens.bearer("other-" + learner, "learner");
    }

    private String typedByAnother(PublishedBank bank) {
        String attempt = startAs(another(), "{\"bank\":\"" + bank.slug + "\",\"mode\":\"practice\"}")
                .statusCode(201)
                .extract()
                .path("id");
        int position = position(given().header("Authorization", another())
                .get(ATTEMPTS + "/" + attempt)
                .jsonPath());
        given().header("Authorization", another())
                .contentType("application/json")
                .body("{\"text\":\"Paris\"}")
                .put(ATTEMPTS + "/" + attempt + "/answers/" + position)
                .then()
                .statusCode(202);
        return attempt;
    }

    private String typed() {
        return typed(PublishedBank.ofKinds());
    }

    private String typed(PublishedBank bank) {
        String attempt = attempt(bank);
        put(attempt, position(view(attempt).extract().jsonPath()), "{\"text\":\"" + words + "\"}")
                .statusCode(202);
        return attempt;
    }

    private static int position(JsonPath paper) {
        return paper.getInt("questions.find { it.kind == 'SHORT_TEXT' }.position");
    }

    private ValidatableResponse data(String token) {
        return given().header("Authorization", token)
                .get("/api/v1/learners/" + id + "/personal-data")
                .then();
    }

    private ValidatableResponse erase() {
        return given().header("Authorization", TestTokens.bearer("root", "admin"))
                .delete("/api/v1/learners/" + id + "/personal-data")
                .then();
    }

    private ValidatableResponse erasure() {
        return given().header("Authorization", TestTokens.bearer("root", "admin"))
                .get("/api/v1/learners/" + id + "/personal-data/erasure")
                .then()
                .statusCode(200);
    }

    private void erasedSoon() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> erasure().body("textsErasedAt", notNullValue()));
    }

    /** Every row of every table that has to do with this learner. */
    private String everythingStored() {
        return jdbi.withHandle(handle -> {
            StringBuilder rows = new StringBuilder();
            for (String table : handle.createQuery(
                            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")
                    .mapTo(String.class)
                    .list()) {
                handle.createQuery("SELECT t::text FROM " + table
                                + " t WHERE t::text LIKE '%' || :words || '%' OR t::text LIKE '%' || :name || '%'")
                        .bindMap(Map.of("words", words, "name", learner))
                        .mapTo(String.class)
                        .forEach(row ->
                                rows.append(table).append(": ").append(row).append('\n'));
            }
            return rows.toString();
        });
    }
}
