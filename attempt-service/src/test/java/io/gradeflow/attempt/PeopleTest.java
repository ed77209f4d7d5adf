package io.gradeflow.attempt;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "attempt"))
class PeopleTest extends ExamDayApi {

    @Test
    void shouldKnowMembersFromTokensAndFromTheApi() {
        String given = "given-" + cohort;
        String id = TestTokens.learnerId(learner).toString();
        String admin = TestTokens.bearer("an-admin", "admin");
        as(stranger())
                .body(Map.of("learners", List.of(id)))
                .post(members(given))
                .then()
                .statusCode(404);
        as(admin)
                .body(Map.of("learners", List.of()))
                .post(members(given))
                .then()
                .statusCode(400);
        as(admin)
                .body(Map.of("learners", List.of(id)))
                .post(members(given))
                .then()
                .statusCode(204);
        String attempt = attempt(bank);

        answer(attempt, 1, "A");
        assertThat(awaitSubmitted(attempt, 1).getFirst().cohorts()).containsExactlyInAnyOrder(cohort, given);
        as(instructor())
                .get(members(cohort))
                .then()
                .body("items.learnerId", contains(id))
                .body("items.name", contains(learner))
                .body("items.sources[0]", contains("token"));
        as(instructor())
                .get(members(cohort) + "?name=" + learner.substring(1).toUpperCase(Locale.ROOT))
                .then()
                .body("items.learnerId", contains(id));
        as(instructor()).get(members(cohort) + "?name=nobody%00").then().body("items", empty());
        as(admin).delete(members(given) + "/" + id).then().statusCode(204);
        as(admin).get(members(given)).then().body("items", empty());
        // A token that tells no cohort any more ends the membership.
        startAs(TestTokens.bearer(learner, "learner"), "{\"bank\":\"" + bank.slug + "\",\"mode\":\"practice\"}")
                .statusCode(201);
        as(instructor()).get(members(cohort)).then().body("items", empty());
    }

    @Test
    void shouldNameLearnersToThoseWhoLeadThem() {
        attempt(bank);
        String id = TestTokens.learnerId(learner).toString();

        as(instructor()).get("/api/v1/learners?ids=" + id + ",nobody").then().body("name", contains(learner));
        as(stranger()).get("/api/v1/learners?ids=" + id).then().statusCode(200).body("", empty());
        as(instructor())
                .get("/api/v1/cohorts?cursor=AAAA")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-cursor"));
        as(instructor()).get("/api/v1/learners").then().statusCode(400).body("field", equalTo("ids"));
        as(token()).get("/api/v1/learners?ids=" + id).then().statusCode(403);
    }

    private static String members(String cohort) {
        return "/api/v1/cohorts/" + cohort + "/members";
    }
}
