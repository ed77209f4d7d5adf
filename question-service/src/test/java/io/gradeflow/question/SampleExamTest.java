package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The exam that ships with the sample bank. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class SampleExamTest extends BankApi {

    private static final Path SAMPLE = Path.of(System.getProperty("gradeflow.root"), "samples", "aws-ml-engineer");

    @Test
    void shouldBeOfFullLengthAndDifferFromLearnerToLearner() throws IOException {
        put(Files.readString(SAMPLE.resolve("topics.yaml"))).statusCode(200);
        importFile(Files.readString(SAMPLE.resolve("questions.txt")))
                .body("rejected", equalTo(0))
                .body("untagged", equalTo(0));

        JsonPath exam = as("author")
                .body(Files.readAllBytes(SAMPLE.resolve("blueprints").resolve("associate.json")))
                .put("/api/v1/banks/" + bank + "/blueprints/associate")
                .then()
                .statusCode(201)
                .body("sections.topic", contains("data", "model-development", "deployment", "operations"))
                .body("sections.share", contains(28, 26, 22, 24))
                .body("sections.count", contains(14, 13, 11, 12))
                .body("questions", equalTo(50))
                .body("unscored", equalTo(15))
                .body("minutes", equalTo(130))
                .body("passMark", equalTo(720))
                .body("scale.min", equalTo(100))
                .body("scale.max", equalTo(1000))
                .body("fillable", equalTo(true))
                .extract()
                .jsonPath();

        List<Integer> available = exam.getList("sections.available");
        List<Integer> counts = exam.getList("sections.count");
        for (int i = 0; i < counts.size(); i++) {
            assertThat(available.get(i))
                    .as(exam.getString("sections[" + i + "].topic"))
                    .isGreaterThan(counts.get(i) + 2);
        }
    }
}
