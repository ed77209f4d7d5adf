package io.gradeflow.attempt;

import static io.restassured.RestAssured.given;

import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Topic;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** History loaded by an administrator, for the tests of the service. */
abstract class ImportApi {

    static final String RESPONSES = "/api/v1/responses";
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";

    private static final RestAssuredConfig CONFIG = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    final PublishedBank bank = PublishedBank.of(5);

    static String admin() {
        return TestTokens.bearer("admin", "admin");
    }

    static ValidatableResponse load(String type, String stream) {
        return loadAs(admin(), type, stream);
    }

    static ValidatableResponse loadAs(String token, String type, String stream) {
        return load(token, type, stream.getBytes(StandardCharsets.UTF_8));
    }

    static ValidatableResponse load(String token, String type, byte[] stream) {
        return given().config(CONFIG)
                .header("Authorization", token)
                .contentType(type)
                .body(stream)
                .post(RESPONSES)
                .then();
    }

    static JsonPath loaded(String type, String stream) {
        return load(type, stream).statusCode(200).extract().jsonPath();
    }

    /** A line that ticks one choice. */
    String line(String externalId, String learner, String question, String choice) {
        return line(externalId, learner, question, choice, "");
    }

    /** @param more further fields, each with a comma before it */
    String line(String externalId, String learner, String question, String choice, String more) {
        return """
                {"externalId":"%s","learner":"%s","bank":"%s","question":"%s","choices":["%s"]%s}
                """.formatted(externalId, learner, bank.slug, question, choice, more);
    }

    /** The imported attempts over the bank, oldest first. */
    List<JsonPath> attempts() {
        List<String> ids = given().header("Authorization", admin())
                .get("/api/v1/attempts?mode=imported&limit=500&bank=" + bank.slug)
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
        return ids.reversed().stream().map(ImportApi::attempt).toList();
    }

    static JsonPath attempt(String id) {
        return given().header("Authorization", admin())
                .get("/api/v1/attempts/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    List<AnswerSubmitted> sent(Topic lane) {
        return SentEvents.in(
                        lane, AnswerSubmitted.class, event -> event.bankId().equals(bank.id))
                .stream()
                .sorted(Comparator.comparing(AnswerSubmitted::attemptId).thenComparing(AnswerSubmitted::position))
                .toList();
    }

    List<AttemptFinished> announced() {
        return SentEvents.in(
                Topic.ATTEMPTS_FINISHED,
                AttemptFinished.class,
                event -> event.bankId().equals(bank.id));
    }
}
