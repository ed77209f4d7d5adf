package io.gradeflow.attempt;

import io.gradeflow.devstack.testing.TestTokens;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;

/** Exams whose keys are corrected afterwards, and those who look at what becomes of them. */
abstract class RegradeApi extends ExamDayApi {

    static final String REGRADES = "/api/v1/regrades";

    final PublishedBank exams = PublishedBank.withExam(2, 2, 30);

    String exam() {
        return exam(exams);
    }

    String exam(PublishedBank of) {
        return start("{\"bank\":\"" + of.slug + "\",\"mode\":\"exam\",\"blueprint\":\"mock\"}")
                .statusCode(201)
                .extract()
                .path("id");
    }

    UUID question(String attempt, int position) {
        return UUID.fromString(view(attempt).extract().path("questions[" + (position - 1) + "].questionId"));
    }

    ValidatableResponse results(String attempt) {
        return as(token()).get(ATTEMPTS + "/" + attempt + "/results").then().statusCode(200);
    }

    ValidatableResponse campaign(UUID correction) {
        return as(instructor()).get(REGRADES + "/" + correction).then().statusCode(200);
    }

    /** All changed grades, as an admin sees them. */
    static ValidatableResponse changes(UUID correction) {
        return changes(TestTokens.bearer("an-admin", "admin"), correction);
    }

    static ValidatableResponse changes(String token, UUID correction) {
        return as(token).get(REGRADES + "/" + correction + "/changes").then().statusCode(200);
    }
}
