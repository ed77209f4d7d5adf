package io.gradeflow.question;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.gradeflow.devstack.testing.DevStackResource;
import io.gradeflow.devstack.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DevStackResource.class)
class LimitsTest {

    private static final int AT_ONCE = 200;
    private static final int BURSTS = 150;

    @TestHTTPResource
    URI service;

    @Test
    void shouldHoldOneUserToTheirBudgetAndNobodyElse() throws IOException, InterruptedException {
        String eager = TestTokens.bearer("eager-" + UUID.randomUUID(), "author");
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> refused = callUntilRefused(client, eager, "/api/v1/banks/none");

            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.body()).contains("too-many-calls");
            // However the same path is written.
            for (String path : List.of("/./api/v1/banks/none", "/%61pi/v1/banks/none", "/x/../api/v1/banks/none")) {
                assertThat(callUntilRefused(client, eager, path).body())
                        .as(path)
                        .contains("too-many-calls");
            }
            // What changes something has a budget of its own, and so has everybody else.
            assertThat(send(client, eager, "DELETE", "/api/v1/banks/none").statusCode())
                    .isNotEqualTo(429);
            assertThat(send(client, TestTokens.bearer("calm", "author"), "GET", "/api/v1/banks/none")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private HttpResponse<String> callUntilRefused(HttpClient client, String token, String path) {
        for (int burst = 0; burst < BURSTS; burst++) {
            List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> client.sendAsync(request(token, "GET", path), BodyHandlers.ofString()))
                    .toList();
            for (CompletableFuture<HttpResponse<String>> call : calls) {
                if (call.join().statusCode() == 429) {
                    calls.forEach(CompletableFuture::join);
                    return call.join();
                }
            }
        }
        throw new AssertionError("nobody was refused");
    }

    private HttpResponse<String> send(HttpClient client, String token, String method, String path)
            throws IOException, InterruptedException {
        return client.send(request(token, method, path), BodyHandlers.ofString());
    }

    private HttpRequest request(String token, String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + service.getAuthority() + path))
                .header("Authorization", token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }

    /** Else each made up token would cost the issuer a call. */
    @Test
    void shouldJudgeTokensWithoutTheIssuer() {
        given().header("Authorization", "Bearer made-up")
                .get("/api/v1/banks")
                .then()
                .statusCode(401);
        for (String way : List.of("opaque-token", "jwt")) {
            assertThat(ConfigProvider.getConfig()
                            .getValue("quarkus.oidc.token.allow-" + way + "-introspection", boolean.class))
                    .isFalse();
        }
    }

    @Test
    void shouldSayOfEveryAnswerWhatABrowserMayDoWithIt() {
        String author = TestTokens.bearer("ada", "author");
        for (Headers headers : List.of(
                given().get("/api/v1/banks").headers(),
                given().header("Authorization", author).get("/api/v1/banks").headers(),
                given().header("Authorization", author)
                        .get("/api/v1/banks/none")
                        .headers(),
                given().header("Authorization", author).get("/api/v1/none").headers(),
                given().header("Authorization", TestTokens.bearer("bob", "learner"))
                        .post("/api/v1/banks")
                        .headers())) {
            assertThat(headers.getValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers.getValues("X-Frame-Options")).containsExactly("DENY");
            assertThat(headers.getValue("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(headers.getValues("Cache-Control")).containsExactly("no-store");
        }
        assertThat(given().get("/q/health/live").headers().getValue("X-Content-Type-Options"))
                .isEqualTo("nosniff");
    }

    @Test
    void shouldHoldBodiesToWhatTheirCallsTake() {
        String author = TestTokens.bearer("ada", "author");

        given().header("Authorization", author)
                .contentType("application/json")
                .body(Map.of("slug", "large-" + UUID.randomUUID(), "title", "x".repeat(2 * 1024 * 1024)))
                .post("/api/v1/banks")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("body-too-large"))
                .body("detail", matchesPattern(".*at most 1048576 bytes.*"));
        given().header("Authorization", author)
                .contentType("text/yaml")
                .body("topics: # " + "x".repeat(2 * 1024 * 1024))
                .put("/api/v1/banks/none/topics")
                .then()
                .statusCode(400);
    }

    @Test
    void shouldRefuseHeadersThatAreTooLarge() {
        given().header("X-Large", "x".repeat(30_000))
                .get("/api/v1/banks")
                .then()
                .statusCode(431);
    }
}
