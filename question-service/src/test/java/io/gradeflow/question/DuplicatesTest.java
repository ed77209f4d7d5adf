package io.gradeflow.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "question"))
class DuplicatesTest extends EditApi {

    private static final String FAILOVER = """
            Can I initiate a forced failover for my %s Multi-AZ DB Instance deployment?

            Yes (Correct)

            Only in certain regions

            Only in VPC

            No
            """;

    @Test
    void shouldWarnOfNewQuestionsThatSayAlmostTheSame() {
        String file = FAILOVER.formatted("MySQL") + "---\n" + FAILOVER.formatted("Oracle");
        ValidatableResponse report = importFile(file)
                .body("imported", equalTo(2))
                .body("questions[0].problems.code", not(hasItem("near-duplicate")))
                .body("questions[1].problems.code", hasItem("near-duplicate"));
        String first = report.extract().path("questions[0].id");
        String message = report.extract().path("questions[1].problems.find { it.code == 'near-duplicate' }.message");
        assertThat(message).contains(first).containsPattern("\\b[89]\\d %");

        importFile(file).body("unchanged", equalTo(2)).body("questions[1].problems", empty());
        importFile(FAILOVER.formatted("MariaDB"))
                .body("imported", equalTo(1))
                .body("questions[0].problems.code", hasItem("near-duplicate"));
        write("{\"type\": \"true-false\", \"stem\": \"Forced failover is for Multi-AZ alone.\", \"answer\": true}")
                .statusCode(201)
                .body("warnings", empty());
        write(SINGLE.replace("\"topics\": [\"modeling/metrics\"],", ""))
                .statusCode(201)
                .body("warnings", empty());
        write(SINGLE.replace("\"topics\": [\"modeling/metrics\"],", "").replace("counts", "counts the"))
                .statusCode(201)
                .body("warnings.code", contains("near-duplicate"));
    }

    @Test
    void shouldListPairsUntilOneOfThemIsRetired() {
        importFile(FAILOVER.formatted("MySQL") + "---\n" + numbered(1) + "---\n" + numbered(2) + "---\n"
                + FAILOVER.formatted("Oracle") + "---\n" + FAILOVER.formatted("Postgres"));

        ValidatableResponse all = duplicates("")
                .body("items", hasSize(3))
                .body("items[0].question.stem", containsString("Oracle"))
                .body("items[0].other.stem", containsString("MySQL"))
                .body("next", nullValue());
        float similarity = all.extract().path("items[0].similarity");
        assertThat(similarity).isBetween(0.8f, 0.99f);
        String next = duplicates("?limit=1").body("items", hasSize(1)).extract().path("next");
        duplicates("?limit=2&cursor=" + next)
                .body("items.question.stem", contains(containsString("Postgres"), containsString("Postgres")));

        move(all.extract().path("items[0].question.id"), "RETIRED").statusCode(200);
        duplicates("").body("items", hasSize(1)).body("items[0].question.stem", containsString("Postgres"));
    }

    @Test
    void shouldRefuseWhatIsNoBankOrNoCursor() {
        as("author").get("/api/v1/banks/none/duplicates").then().statusCode(404);
        as("learner").get("/api/v1/banks/" + bank + "/duplicates").then().statusCode(403);
        as("author")
                .get("/api/v1/banks/" + bank + "/duplicates?cursor=YQ")
                .then()
                .statusCode(400)
                .body("field", equalTo("cursor"));
    }

    private ValidatableResponse duplicates(String query) {
        return as("instructor")
                .get("/api/v1/banks/" + bank + "/duplicates" + query)
                .then()
                .statusCode(200);
    }
}
