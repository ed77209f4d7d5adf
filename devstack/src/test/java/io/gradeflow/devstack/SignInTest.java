package io.gradeflow.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

    /** The pair of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String BACK = "http://localhost:9/session/callback";

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private OidcIssuer issuer;

    @BeforeEach
    void start() {
        issuer = OidcIssuer.start(directory, 0, Duration.ofMinutes(5));
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void shouldGiveTheTokensOfWhomThePageWasTold() throws Exception {
        assertThat(get(authorize(BACK)).body()).contains("Who are you?").doesNotContain("<script");

        Map<String, Object> tokens = redeem(code("grace"), VERIFIER);

        JWTClaimsSet access = claims(tokens, "access_token");
        assertThat(access.getAudience()).containsExactly("gradeflow");
        assertThat(access.getSubject()).isEqualTo(LocalUser.of("grace").id().toString());
        assertThat(access.getStringListClaim("groups")).containsExactly("instructor", "author");
        assertThat(access.getStringListClaim("cohorts")).containsExactly("spring", "autumn");
        JWTClaimsSet id = claims(tokens, "id_token");
        assertThat(id.getAudience()).containsExactly("gradeflow-web");
        assertThat(id.getStringClaim("nonce")).isEqualTo("n1");
    }

    @Test
    void shouldTakeACodeOnceAndOnlyWithItsVerifier() throws Exception {
        String code = code("ada");
        assertThat(redeem(code, "another-verifier-of-at-least-43-characters-in-length"))
                .containsEntry("error", "invalid_grant");
        assertThat(redeem(code, VERIFIER)).containsEntry("error", "invalid_grant");

        String another = code("ada");
        assertThat(redeem(another, VERIFIER)).containsKey("access_token");
        assertThat(redeem(another, VERIFIER)).containsEntry("error", "invalid_grant");
    }

    @Test
    void shouldRefreshWithARefreshTokenAndNoOther() throws Exception {
        Map<String, Object> tokens = redeem(code("grace"), VERIFIER);

        Map<String, Object> refreshed = refresh(tokens.get("refresh_token"));
        assertThat(claims(refreshed, "access_token").getStringListClaim("groups"))
                .containsExactly("instructor", "author");
        assertThat(claims(refreshed, "access_token").getJWTID())
                .isNotEqualTo(claims(tokens, "access_token").getJWTID());

        assertThat(refresh(tokens.get("access_token"))).containsEntry("error", "invalid_grant");
        assertThat(refresh("nonsense")).containsEntry("error", "invalid_grant");
    }

    @Test
    void shouldSendNobodyToAnotherMachineAndAskForPkce() throws Exception {
        assertThat(get(authorize("https://example.org/")).statusCode()).isEqualTo(400);
        assertThat(get(authorize(BACK).replace("S256", "plain")).statusCode()).isEqualTo(400);
    }

    private String authorize(String back) {
        return issuer.url() + "/authorize?"
                + form(Map.of(
                        "response_type", "code",
                        "client_id", "gradeflow-web",
                        "redirect_uri", back,
                        "state", "s1",
                        "nonce", "n1",
                        "code_challenge", CHALLENGE,
                        "code_challenge_method", "S256"));
    }

    private String code(String user) throws Exception {
        HttpResponse<String> response = post(
                authorize(BACK),
                Map.of("username", user, "role-instructor", "on", "role-author", "on", "cohorts", "spring autumn"));
        assertThat(response.statusCode()).isEqualTo(302);
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(BACK).contains("state=s1");
        return location.replaceAll(".*code=([^&]*).*", "$1");
    }

    private Map<String, Object> redeem(String code, String verifier) throws Exception {
        return token(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", BACK,
                "client_id", "gradeflow-web",
                "code_verifier", verifier));
    }

    private Map<String, Object> refresh(Object token) throws Exception {
        return token(
                Map.of("grant_type", "refresh_token", "refresh_token", token.toString(), "client_id", "gradeflow-web"));
    }

    private Map<String, Object> token(Map<String, String> form) throws Exception {
        return JSONObjectUtils.parse(post(issuer.url() + "/token", form).body());
    }

    private HttpResponse<String> get(String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String address, Map<String, String> form) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form(form)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static JWTClaimsSet claims(Map<String, Object> tokens, String name) throws Exception {
        return SignedJWT.parse((String) tokens.get(name)).getJWTClaimsSet();
    }
}
