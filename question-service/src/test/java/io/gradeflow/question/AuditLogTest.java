package io.gradeflow.question;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class AuditLogTest {

    private static final String LOG = "/api/v1/audit/question-service";

    private final String slug = "audited-" + UUID.randomUUID().toString().substring(0, 8);
    private final String user = "author-of-" + slug;
    private final String actor = TestTokens.learnerId(user).toString();

    @Inject
    Jdbi jdbi;

    @Test
    void shouldKeepWhoDidWhatOnWhichAndWhatCameOfIt() {
        create(user, "author").statusCode(201);
        create(user, "author").statusCode(409);

        JsonPath log = log("actor=" + actor);

        assertThat(log.getList("items.operation")).containsExactly("POST /api/v1/banks", "POST /api/v1/banks");
        assertThat(log.getList("items.address")).containsOnly("/api/v1/banks");
        assertThat(log.getList("items.roles")).containsOnly(List.of("author"));
        assertThat(log.getList("items.status")).containsExactly(409, 201);
        assertThat(log.getString("items[0].problem")).isNotBlank();
        assertThat(log.getString("items[1].made")).isEqualTo("/api/v1/banks/" + slug);
        assertThat(log.getString("items[1].endedAt")).isGreaterThanOrEqualTo(log.getString("items[1].at"));
    }

    @Test
    void shouldKeepWhatWasRefusedAndLeaveOutWhatOnlyReads() {
        create(user, "instructor").statusCode(403);
        given().header("Authorization", TestTokens.bearer(user, "instructor")).get("/api/v1/banks");

        await().untilAsserted(() ->
                assertThat(log("actor=" + actor).getList("items.status")).containsExactly(403));
        assertThat(log("actor=" + actor).getString("items[0].problem")).isEqualTo("forbidden");
    }

    @Test
    void shouldKeepNothingOfLearners() {
        create(user, "learner").statusCode(403);
        create("other-" + user, "instructor").statusCode(403);

        await().untilAsserted(() -> assertThat(
                        log("actor=" + TestTokens.learnerId("other-" + user)).getList("items"))
                .hasSize(1));
        assertThat(log("actor=" + actor).getList("items")).isEmpty();
    }

    @Test
    void shouldBeReadInPartsAndByWhatIsAskedFor() {
        create(user, "author").statusCode(201);
        given().header("Authorization", TestTokens.bearer(user, "author"))
                .contentType("application/json")
                .body(Map.of("modes", List.of("exam")))
                .put("/api/v1/banks/" + slug + "/modes")
                .then()
                .statusCode(200);

        JsonPath first = log("actor=" + actor + "&limit=1");
        assertThat(first.getList("items.address")).containsExactly("/api/v1/banks/" + slug + "/modes");
        assertThat(log("actor=" + actor + "&limit=1&cursor=" + first.getString("next"))
                        .getList("items.address"))
                .containsExactly("/api/v1/banks");
        assertThat(log("address=/api/v1/banks/" + slug).getList("items.operation"))
                .containsExactly("PUT /api/v1/banks/{slug}/modes");
        assertThat(log("address=/api/v1/banks/%25" + slug).getList("items")).isEmpty();
        assertThat(log("actor=" + actor + "&from=" + first.getString("items[0].at"))
                        .getList("items"))
                .hasSize(1);
        assertThat(log("actor=" + actor + "&until=2020-01-01T00:00:00Z").getList("items"))
                .isEmpty();
    }

    @Test
    void shouldNameWhatItCanNotRead() {
        admin("?from=yesterday").statusCode(400).body("field", equalTo("from"));
        admin("?until=%2B999999999-12-31T23:59:59Z").statusCode(400).body("field", equalTo("until"));
        admin("?cursor=nonsense").statusCode(400).body("field", equalTo("cursor"));
        given().header("Authorization", TestTokens.bearer("root", "admin"))
                .get("/api/v1/audit/no-service")
                .then()
                .statusCode(404);
    }

    @Test
    void shouldShowAnActWhoseOutcomeNobodyWroteDown() {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO audit_act (at, actor, roles, operation, address)
                        VALUES (now(), :actor, '{admin}', 'POST /api/v1/banks', '/api/v1/banks')
                        """).bind("actor", actor).execute());

        admin("?actor=" + actor).body("items[0].status", nullValue()).body("items[0].actor", equalTo(actor));
    }

    @Test
    void shouldBeChangedByNobody() {
        create(user, "author").statusCode(201);

        for (String change : List.of(
                "UPDATE audit_act SET actor = 'somebody'",
                "DELETE FROM audit_act",
                "UPDATE audit_outcome SET status = 200",
                "DELETE FROM audit_outcome",
                "TRUNCATE audit_outcome")) {
            assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(change)))
                    .hasMessageContaining("only ever added to");
        }
    }

    private ValidatableResponse create(String who, String role) {
        return given().header("Authorization", TestTokens.bearer(who, role))
                .contentType("application/json")
                .body(Map.of("slug", slug, "title", "Audited"))
                .post("/api/v1/banks")
                .then();
    }

    private static JsonPath log(String query) {
        return admin("?" + query).statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse admin(String query) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", TestTokens.bearer("root", "admin"))
                .get(LOG + query)
                .then();
    }
}
