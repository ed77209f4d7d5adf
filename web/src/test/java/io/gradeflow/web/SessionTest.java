package io.gradeflow.web;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RecordingUpstream.class)
@QuarkusTestResource(LocalIssuer.class)
class SessionTest {

    private static final String ATTEMPT = "/api/v1/attempts/17";
    private static final String ANSWER = ATTEMPT + "/answers/3";
    private static final String[] OWN_PAGE = {BrowserSession.PAGE_HEADER, "1", "Sec-Fetch-Site", "same-origin"};

    @Test
    void shouldKnowNobodyWithoutASession() {
        given().get("/session").then().statusCode(401).body("code", equalTo("signed-out"));
    }

    @Test
    void shouldLeadThroughTheIssuerToThePageThatWasAskedFor() throws Exception {
        Browser browser = new Browser();

        HttpResponse<String> end = browser.signIn("ada", "learner", "/history?bank=a");

        assertThat(end.uri()).isEqualTo(Browser.address("/history?bank=a"));
        JsonObject person = new JsonObject(browser.get("/session").body());
        assertThat(person.getString("name")).isEqualTo("ada");
        assertThat(person.getJsonArray("roles").getList()).isEqualTo(List.of("learner"));
    }

    @Test
    void shouldKeepTokensFromThePage() throws Exception {
        Browser browser = new Browser();
        browser.signIn("ada", "learner", "/");

        assertThat(browser.sessionCookies()).isNotEmpty().allSatisfy(cookie -> {
            assertThat(cookie.isHttpOnly()).isTrue();
            // The first letters of every token: a brace and a quotation mark, in base64.
            assertThat(cookie.getValue()).doesNotContain("eyJ0").doesNotContain(".eyJ");
        });
        assertThat(browser.get("/session").body()).doesNotContain("eyJ");
    }

    @Test
    void shouldSetCookiesThatOtherSitesSendWithNothingButLinks() throws Exception {
        HttpResponse<String> toIssuer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(Browser.address("/session/sign-in"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(toIssuer.statusCode()).isEqualTo(302);
        assertThat(toIssuer.headers().firstValue("Location").orElseThrow())
                .contains("code_challenge_method=S256")
                .contains("nonce=");
        assertThat(toIssuer.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie ->
                        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax"));
    }

    @Test
    void shouldHandTheTokenOnAndKeepTheCookie() throws Exception {
        Browser browser = new Browser();
        browser.signIn("ada", "learner", "/");

        JsonObject read = new JsonObject(browser.get(ATTEMPT).body());
        JsonObject written = new JsonObject(
                browser.put(ANSWER, "{\"choices\":[\"B\"]}", OWN_PAGE).body());

        assertThat(read.getString("authorization")).startsWith("Bearer eyJ");
        assertThat(read.getString("cookie")).isNull();
        assertThat(written.getString("authorization")).startsWith("Bearer eyJ");
        assertThat(written.getString("body")).isEqualTo("{\"choices\":[\"B\"]}");
    }

    @Test
    void shouldTakeNoChangeThatAnotherSiteCouldHaveCaused() throws Exception {
        Browser browser = new Browser();
        browser.signIn("ada", "learner", "/");

        assertThat(code(browser.put(ANSWER, "{}"))).isEqualTo("cross-site");
        assertThat(code(browser.put(ANSWER, "{}", BrowserSession.PAGE_HEADER, "1", "Sec-Fetch-Site", "cross-site")))
                .isEqualTo("cross-site");
        assertThat(code(browser.get(ATTEMPT, "Sec-Fetch-Site", "same-site"))).isEqualTo("cross-site");
        assertThat(browser.put(ANSWER, "{}", OWN_PAGE).statusCode()).isEqualTo(202);
    }

    @Test
    void shouldTakeNoSessionThatItDidNotMake() throws Exception {
        Browser browser = new Browser();
        browser.signIn("ada", "learner", "/");
        String genuine = browser.cookieHeader();
        String forged = genuine.substring(0, genuine.length() - 8) + "AAAAAAAA";

        for (String cookie : List.of("q_session=nonsense", "q_session=eyJhbGciOiJub25lIn0.e30.", forged)) {
            given().header("Cookie", cookie).get(ATTEMPT).then().statusCode(401).body("code", equalTo("signed-out"));
            given().header("Cookie", cookie).get("/session").then().statusCode(401);
        }
        given().header("Cookie", genuine).get(ATTEMPT).then().statusCode(202);
    }

    @Test
    void shouldPreferTheTokenThatACallBringsItself() throws Exception {
        Browser browser = new Browser();
        browser.signIn("ada", "learner", "/");

        HttpResponse<String> response = browser.put(ANSWER, "{}", "Authorization", "Bearer of-a-script");

        assertThat(new JsonObject(response.body()).getString("authorization")).isEqualTo("Bearer of-a-script");
        // A proxy's password on the way is none.
        assertThat(new JsonObject(browser.get(ATTEMPT, "Authorization", "Basic c3RhZ2luZzp4")
                                .body())
                        .getString("authorization"))
                .startsWith("Bearer eyJ");
    }

    @Test
    void shouldRefreshTheTokenWhenItExpires() throws Exception {
        Browser browser = new Browser();
        browser.signIn("ada", "learner", "/");
        String first = new JsonObject(browser.get(ATTEMPT).body()).getString("authorization");

        await().untilAsserted(() -> {
            JsonObject later = new JsonObject(browser.get(ATTEMPT).body());
            assertThat(later.getString("authorization"))
                    .startsWith("Bearer eyJ")
                    .isNotEqualTo(first);
        });
        assertThat(browser.get("/session").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSayThatTheIssuerIsAwayAndKnowTheSessionOnceItIsBack() throws Exception {
        Browser browser = new Browser();
        browser.signIn("ada", "learner", "/");
        LocalIssuer.stopForAWhile();
        try {
            await().untilAsserted(() -> {
                HttpResponse<String> answer = browser.get(ATTEMPT);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(code(answer)).isEqualTo("unavailable");
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            });
            assertThat(browser.get("/session").statusCode()).isEqualTo(503);
        } finally {
            LocalIssuer.startAgain();
        }

        await().untilAsserted(
                        () -> assertThat(browser.get(ATTEMPT).statusCode()).isEqualTo(202));
        assertThat(new JsonObject(browser.get("/session").body()).getString("name"))
                .isEqualTo("ada");
    }

    @Test
    void shouldTellTheIssuersRefusalFromItsAbsence() {
        assertThat(BrowserSession.isIssuerAway(new AuthenticationFailedException(new OIDCException(
                        "{\"error\":\"invalid_grant\",\"error_description\":\"Session not active\"}"))))
                .isFalse();
        assertThat(BrowserSession.isIssuerAway(new AuthenticationFailedException("no session")))
                .isFalse();
        assertThat(BrowserSession.isIssuerAway(
                        new AuthenticationFailedException(new OIDCException("Error status:502"))))
                .isTrue();
        assertThat(BrowserSession.isIssuerAway(new AuthenticationFailedException(new ConnectException())))
                .isTrue();
    }

    @Test
    void shouldSayWhatToDoWhenSomebodyCouldNotBeSignedIn() throws Exception {
        Browser browser = new Browser();

        HttpResponse<String> cancelled = browser.comeBackWith("error=access_denied");

        assertThat(cancelled.uri().getPath()).isEqualTo("/session/failed");
        assertThat(cancelled.statusCode()).isEqualTo(401);
        assertThat(cancelled.body()).contains("<gf-shell>");
    }

    @Test
    void shouldLeadBackWhoIsSignedInAlready() throws Exception {
        Browser browser = new Browser();
        browser.signIn("ada", "learner", "/");

        assertThat(browser.get("/session/callback?code=old&state=old").uri()).isEqualTo(Browser.address("/"));
    }

    @Test
    void shouldSignInAnewWhoComesWithACookieThatIsNoSession() throws Exception {
        given().redirects()
                .follow(false)
                .header("Cookie", "q_session=nonsense")
                .get("/session/sign-in")
                .then()
                .statusCode(302);
    }

    @Test
    void shouldEndTheSessionOnlyForThePageItself() throws Exception {
        Browser browser = new Browser();
        browser.signIn("ada", "learner", "/");

        assertThat(browser.get("/session/sign-out", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/session").statusCode()).isEqualTo(200);

        for (String path : List.of("/session//sign-out", "/session/sign-out/", "/./session/sign-out")) {
            browser.get(path, "Sec-Fetch-Site", "cross-site");
            assertThat(browser.get("/session").statusCode()).as(path).isEqualTo(200);
        }

        HttpResponse<String> end = browser.get("/session/sign-out", "Sec-Fetch-Site", "same-origin");
        assertThat(end.uri().getPath()).isEqualTo("/");
        assertThat(browser.get("/session").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldEndTheSessionForABrowserThatDoesNotSayWhereACallComesFromOnceThePageAnnouncedIt() throws Exception {
        Browser browser = new Browser();
        browser.signIn("ada", "learner", "/");

        assertThat(browser.get("/session/sign-out").statusCode()).isEqualTo(403);
        assertThat(browser.post("/session/leaving").statusCode()).isEqualTo(403);
        assertThat(browser.get("/session").statusCode()).isEqualTo(200);

        assertThat(browser.post("/session/leaving", BrowserSession.PAGE_HEADER, "1")
                        .statusCode())
                .isEqualTo(204);
        assertThat(browser.get("/session/sign-out").uri().getPath()).isEqualTo("/");
        assertThat(browser.get("/session").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldSayWhatToDoWhereACallbackLeadsNowhere() throws Exception {
        assertThat(new Browser()
                        .get("/session/callback?code=any&state=any")
                        .uri()
                        .getPath())
                .isEqualTo("/session/failed");

        HttpResponse<String> end = new Browser().comeBackWith("code=no-code-of-the-issuer");
        assertThat(end.uri().getPath()).isEqualTo("/session/failed");
        assertThat(end.body()).contains("<gf-shell>");
    }

    @Test
    void shouldLeadToNoOtherSite() {
        assertThat(SessionPages.isLocal("/attempts/1?a=b")).isTrue();
        for (String elsewhere :
                new String[] {null, "", "history", "//example.org", "/\\example.org", "https://example.org", "/a\nb"}) {
            assertThat(SessionPages.isLocal(elsewhere)).as(elsewhere).isFalse();
        }
        assertThat(SessionPages.isLocal("/\t/example.org")).isFalse();
    }

    private static String code(HttpResponse<String> response) {
        return new JsonObject(response.body()).getString("code");
    }
}
