package io.gradeflow.question;

import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;

/** A bank with two topics and a question for each, and the calls on its blueprints. */
abstract class BlueprintApi extends BankApi {

    static final String SHARES = """
            {"title": "Trial", "questions": 11, "unscored": 2, "minutes": 30, "passMark": 720,
             "scale": {"min": 100, "max": 1000},
             "sections": [{"topic": "modeling", "share": 62.5}, {"topic": "monitoring", "share": 37.5}]}""";

    static final String COUNTS = """
            {"minutes": 10, "passMark": 7, "scale": {"min": 0, "max": 10},
             "sections": [{"topic": "modeling", "count": 1}, {"topic": "monitoring", "count": 1}]}""";

    @BeforeEach
    void fillBank() {
        put(TOPICS).statusCode(200);
        importFile(TWO).body("untagged", equalTo(0));
    }

    String blueprint(String name) {
        return "/api/v1/banks/" + bank + "/blueprints/" + name;
    }

    String blueprints(String query) {
        return "/api/v1/banks/" + bank + "/blueprints" + query;
    }

    ValidatableResponse putBlueprint(String name, String body) {
        return as("author").body(body).put(blueprint(name)).then();
    }
}
