package io.gradeflow.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RecordingUpstream.class)
class DoorTest {

    @Test
    void shouldHandACallOnWithItsMethodPathQueryTokenAndBody() {
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer abc")
                .contentType("application/json")
                .body("{\"choices\":[\"B\"]}")
                .when()
                .put("/api/v1/attempts/17/answers/3?a=b%20c")
                .then()
                .statusCode(202)
                .header("X-Upstream", "attempt")
                .body("method", equalTo("PUT"))
                .body("uri", equalTo("/api/v1/attempts/17/answers/3?a=b%20c"))
                .body("authorization", equalTo("Bearer abc"))
                .body("forwardedHost", matchesPattern("(localhost|127\\.0\\.0\\.1):\\d+"))
                .body("body", equalTo("{\"choices\":[\"B\"]}"));
    }

    @Test
    void shouldKnowWhichServiceEachCollectionBelongsTo() {
        given().get("/api/v1/banks").then().header("X-Upstream", "question");
        given().get("/api/v1/banks/a/questions").then().header("X-Upstream", "question");
        given().get("/api/v1/questions/1").then().header("X-Upstream", "question");
        given().post("/api/v1/attempts").then().header("X-Upstream", "attempt");
        given().get("/openapi/question-service")
                .then()
                .header("X-Upstream", "question")
                .body("uri", equalTo("/q/openapi"));
    }

    @Test
    void shouldLetNobodyOnTheWayKeepWhatIsOnePersons() {
        given().get("/api/v1/attempts/17").then().header("Cache-Control", "no-store");
    }

    @Test
    void shouldTellServicesApartWhereACollectionIsOfSeveral() {
        given().get("/api/v1/set-aside/attempt-service").then().header("X-Upstream", "attempt");
        given().post("/api/v1/set-aside/attempt-service/replay").then().header("X-Upstream", "attempt");
        given().get("/api/v1/set-aside/analytics-service").then().statusCode(503);
        given().get("/api/v1/set-aside/question-service").then().statusCode(404);
    }

    @Test
    void shouldShowNobodyWhatServicesMeasure() {
        for (String path :
                new String[] {"/q/metrics", "/metrics", "/metrics/attempt-service", "/health/grader-service"}) {
            given().get(path).then().statusCode(404).header("X-Upstream", nullValue());
        }
    }

    @Test
    void shouldAnswerWithAProblemWhenTheServiceIsAway() {
        given().get("/api/v1/analytics/topics?bank=a")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "2")
                .body("code", equalTo("unavailable"))
                .body("detail", containsString("analytics-service"));
    }

    @Test
    void shouldAnswerWithAProblemForAnUnknownCollection() {
        given().get("/api/v1/nonsense")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
    }

    @Test
    void shouldStreamALargeBody() {
        byte[] large = new byte[20 * 1024 * 1024];
        given().contentType("text/plain")
                .body(large)
                .post("/api/v1/banks/a/imports")
                .then()
                .statusCode(202)
                .body("length", equalTo(large.length));
    }

    @Test
    void shouldSayOfEveryAnswerOnceWhatABrowserMayDoWithIt() {
        for (String path : new String[] {"/", "/api/v1/banks", "/api/v1/nonsense", "/api/v1/analytics/topics"}) {
            Headers headers = given().get(path).headers();
            assertThat(headers.getValues("X-Content-Type-Options")).as(path).containsExactly("nosniff");
            assertThat(headers.getValues("X-Frame-Options")).as(path).containsExactly("DENY");
            assertThat(headers.getValues("Referrer-Policy")).as(path).containsExactly("same-origin");
            assertThat(headers.getValues("Strict-Transport-Security")).as(path).isEmpty();
        }
    }

    @Test
    void shouldTakeNobodysWordForTheirAddress() {
        given().header("X-Forwarded-For", "10.1.1.1")
                .get("/api/v1/banks")
                .then()
                .body("forwardedFor", nullValue());
    }

    @Test
    void shouldRefuseHeadersThatAreTooLarge() {
        given().header("X-Large", "x".repeat(40_000))
                .get("/api/v1/banks")
                .then()
                .statusCode(431);
        given().get("/api/v1/banks?x=" + "x".repeat(10_000)).then().statusCode(414);
    }

    @Test
    void shouldShowTheApi() {
        given().get("/q/swagger-ui/").then().statusCode(200);
    }
}
