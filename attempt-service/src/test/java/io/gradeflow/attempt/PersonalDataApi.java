package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.notNullValue;

import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.TextAnswer;
import io.gradeflow.grading.TextKey;
import io.gradeflow.grading.TextRules;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Asks what is stored of a learner of its own, and has it erased. */
abstract class PersonalDataApi extends RejectionApi {

    final String words = "my aunt " + learner + " lives in Paris";
    final String id = TestTokens.learnerId(learner).toString();

    @Inject
    Jdbi jdbi;

    static void correct(PublishedBank bank, AnswerSubmitted answer, int keyVersion) {
        bank.correct(
                answer.questionId(),
                keyVersion,
                new TextKey(List.of(new TextAnswer("Rome", Fraction.ONE)), TextRules.LENIENT, BigDecimal.ONE),
                AnswerKeyPublished.Effect.REGRADE);
    }

    static ValidatableResponse verified(String receipt) {
        return given().header("Authorization", TestTokens.bearer("root", "admin"))
                .contentType("application/json")
                .body(Map.of("receipt", receipt))
                .post("/api/v1/receipts/verify")
                .then()
                .statusCode(200);
    }

    List<String> text(String sql) {
        return jdbi.withHandle(handle ->
                handle.createQuery(sql).bind("learner", id).mapTo(String.class).list());
    }

    String another() {
        return TestTokens.bearer("other-" + learner, "learner");
    }

    String typedByAnother(PublishedBank bank) {
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

    String typed() {
        return typed(PublishedBank.ofKinds());
    }

    String typed(PublishedBank bank) {
        String attempt = attempt(bank);
        put(attempt, position(view(attempt).extract().jsonPath()), "{\"text\":\"" + words + "\"}")
                .statusCode(202);
        return attempt;
    }

    static int position(JsonPath paper) {
        return paper.getInt("questions.find { it.kind == 'SHORT_TEXT' }.position");
    }

    ValidatableResponse data(String token) {
        return given().header("Authorization", token)
                .get("/api/v1/learners/" + id + "/personal-data")
                .then();
    }

    ValidatableResponse erase() {
        return given().header("Authorization", TestTokens.bearer("root", "admin"))
                .delete("/api/v1/learners/" + id + "/personal-data")
                .then();
    }

    ValidatableResponse erasure() {
        return given().header("Authorization", TestTokens.bearer("root", "admin"))
                .get("/api/v1/learners/" + id + "/personal-data/erasure")
                .then()
                .statusCode(200);
    }

    void erasedSoon() {
        await().untilAsserted(() -> erasure().body("textsErasedAt", notNullValue()));
    }

    /** Every row of every table that has to do with this learner. */
    String everythingStored() {
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
