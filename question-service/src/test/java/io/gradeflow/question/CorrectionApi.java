package io.gradeflow.question;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;

/** A bank with two questions, and the calls that correct their keys. */
abstract class CorrectionApi extends BankApi {

    static final String CREDIT_ALL = """
            {"effect": "credit-all", "reason": "Both can be defended."}""";

    static final String WITHDRAW = """
            {"effect": "withdraw", "reason": "The exhibit is missing."}""";

    /** Recall (A) is right, Precision (B) is wrong. */
    String single;

    /** Model Monitor (A) and CloudWatch (B) are right, Glue (C) is wrong. */
    String multiple;

    @BeforeEach
    void importQuestions() {
        var report = importFile(TWO).extract();
        single = report.path("questions[0].id");
        multiple = report.path("questions[1].id");
    }

    static String regrade(String choices) {
        return "{\"effect\": \"regrade\", \"choices\": [\"" + choices.replace(",", "\", \"")
                + "\"], \"reason\": \"Marked by mistake.\"}";
    }

    static String corrections(String question) {
        return "/api/v1/questions/" + question + "/revisions/1/corrections";
    }

    static ValidatableResponse correct(String question, String body) {
        return as("author").body(body).post(corrections(question)).then();
    }

    static ValidatableResponse journal(String question) {
        return as("admin").get(corrections(question)).then().statusCode(200);
    }

    static ValidatableResponse shown(String question) {
        return as("author").get("/api/v1/questions/" + question).then().statusCode(200);
    }
}
