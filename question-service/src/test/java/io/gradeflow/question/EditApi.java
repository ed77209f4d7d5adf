package io.gradeflow.question;

import io.restassured.response.ValidatableResponse;
import java.util.Map;

/** The calls that write questions and change them one at a time. */
abstract class EditApi extends BankApi {

    static final String SINGLE = """
            {"type": "single", "stem": "Which metric counts false alarms?", "topics": ["modeling/metrics"],
             "explanation": "It divides by all that was predicted.",
             "choices": [{"id": "A", "text": "Precision", "correct": true}, {"id": "B", "text": "Recall"}]}""";

    ValidatableResponse write(String question) {
        return as("author").body(question).post(questions("")).then();
    }

    /** A draft's id. */
    String draft(String question) {
        return write(question).statusCode(201).extract().path("question.id");
    }

    static ValidatableResponse edit(String id, String question) {
        return as("author").body(question).put("/api/v1/questions/" + id).then();
    }

    static ValidatableResponse editIfMatch(String id, String etag, String question) {
        return as("author")
                .header("If-Match", etag)
                .body(question)
                .put("/api/v1/questions/" + id)
                .then();
    }

    static ValidatableResponse move(String id, String state) {
        return as("author")
                .body(Map.of("state", state, "reason", "It was time."))
                .put("/api/v1/questions/" + id + "/state")
                .then();
    }

    static ValidatableResponse shown(String id) {
        return as("author").get("/api/v1/questions/" + id).then().statusCode(200);
    }

    static ValidatableResponse history(String id) {
        return as("author").get("/api/v1/questions/" + id + "/history").then().statusCode(200);
    }
}
