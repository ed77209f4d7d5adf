package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class ModesTest extends BankApi {

    @Test
    void shouldChangeTheModesThatABankAllows() {
        as("learner").get("/api/v1/banks/" + bank).then().body("allowedModes", contains("practice", "exam", "review"));
        int revision = revision();

        putModes("review", "exam").statusCode(200).body("allowedModes", contains("exam", "review"));
        putModes("exam", "review").statusCode(200).body("revision", equalTo(revision + 1));

        assertThat(publishedBank().revision()).isEqualTo(revision + 1);
        assertThat(publishedBank().allowedModes()).containsExactly("exam", "review");
        putModes("practice", "review", "exam").body("allowedModes", contains("practice", "exam", "review"));
    }

    @Test
    void shouldTakeModesWithANewBank() {
        String slug = "exams-" + bank;
        as("author")
                .body("{\"slug\": \"" + slug + "\", \"title\": \"x\", \"allowedModes\": [\"exam\"]}")
                .post("/api/v1/banks")
                .then()
                .statusCode(201)
                .body("allowedModes", contains("exam"));
        as("learner").get("/api/v1/banks/" + slug).then().body("allowedModes", contains("exam"));
        as("author")
                .body("{\"slug\": \"x" + slug + "\", \"title\": \"x\", \"allowedModes\": []}")
                .post("/api/v1/banks")
                .then()
                .statusCode(400)
                .body("field", equalTo("allowedModes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                            | modes",
                "{\"modes\": null}             | modes",
                "{\"modes\": []}               | modes",
                "{\"modes\": [null]}           | modes[0]",
                "{\"modes\": [\"Exam\"]}       | modes[0]",
                "{\"modes\": [\"exam\", \"exam\"]} | modes[1]",
                "{\"mode\": [\"exam\"]}        | mode"
            })
    void shouldNameTheModeAtFault(String body, String field) {
        as("author")
                .body(body)
                .put("/api/v1/banks/" + bank + "/modes")
                .then()
                .statusCode(400)
                .body("field", equalTo(field));
    }
}
