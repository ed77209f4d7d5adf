package io.gradeflow.devstack;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * How a browser gets tokens of the local issuer: the authorization code flow with PKCE (RFC 7636), behind a page on which
 * whoever sits there says who they want to be. Codes are good once and for a minute; refresh tokens are signed, so they
 * outlive a restart, and are told apart from all others by their audience.
 */
final class SignIn implements Route {

    private static final String PATH = "/" + OidcIssuer.ISSUER_ID;
    private static final Duration CODE_VALIDITY = Duration.ofMinutes(1);
    private static final Duration REFRESH_VALIDITY = Duration.ofDays(7);
    private static final String REFRESH_AUDIENCE = "gradeflow-refresh";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final OAuth2TokenProvider tokens;
    private final URI issuer;
    private final Duration validity;
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();

    /** What a code stands for. */
    private record Grant(
            LocalUser user,
            String clientId,
            String redirectUri,
            String challenge,
            @Nullable String nonce,
            Instant until) {}

    SignIn(OAuth2TokenProvider tokens, URI issuer, Duration validity) {
        this.tokens = tokens;
        this.issuer = issuer;
        this.validity = validity;
    }

    @Override
    public boolean match(OAuth2HttpRequest request) {
        String path = request.getUrl().encodedPath();
        return path.equals(PATH + "/authorize")
                || (path.equals(PATH + "/token")
                        && isOurs(request.getFormParameters().get("grant_type")));
    }

    private static boolean isOurs(@Nullable String grantType) {
        return "authorization_code".equals(grantType) || "refresh_token".equals(grantType);
    }

    @Override
    public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
        if (request.getUrl().encodedPath().endsWith("/authorize")) {
            return authorize(request);
        }
        return "refresh_token".equals(request.getFormParameters().get("grant_type"))
                ? refreshed(request)
                : redeemed(request);
    }

    private OAuth2HttpResponse authorize(OAuth2HttpRequest request) {
        HttpUrl url = request.getUrl();
        HttpUrl redirect = HttpUrl.parse(orEmpty(url.queryParameter("redirect_uri")));
        if (redirect == null || !LOOPBACK.contains(redirect.host())) {
            return html(400, SignInPage.refused("redirect_uri must lead to this machine."));
        }
        if (!"code".equals(url.queryParameter("response_type"))
                || !"S256".equals(url.queryParameter("code_challenge_method"))
                || url.queryParameter("code_challenge") == null
                || url.queryParameter("client_id") == null) {
            return html(
                    400, SignInPage.refused("Ask with response_type=code, client_id, and a code_challenge by S256."));
        }
        if (!"POST".equals(request.getMethod())) {
            return html(200, SignInPage.of(url.encodedPath() + "?" + url.encodedQuery(), null));
        }
        String name = orEmpty(request.getFormParameters().get(RequestedToken.USERNAME))
                .strip();
        if (name.isEmpty()) {
            return html(200, SignInPage.of(url.encodedPath() + "?" + url.encodedQuery(), "Give a name."));
        }
        return redirected(
                redirect,
                url,
                new LocalUser(
                        name,
                        SignInPage.roles(request.getFormParameters().getMap()),
                        words(request.getFormParameters().get(RequestedToken.COHORTS))));
    }

    private OAuth2HttpResponse redirected(HttpUrl redirect, HttpUrl asked, LocalUser user) {
        String code = UUID.randomUUID().toString();
        codes.values().removeIf(grant -> grant.until().isBefore(Instant.now()));
        codes.put(
                code,
                new Grant(
                        user,
                        orEmpty(asked.queryParameter("client_id")),
                        orEmpty(asked.queryParameter("redirect_uri")),
                        orEmpty(asked.queryParameter("code_challenge")),
                        asked.queryParameter("nonce"),
                        Instant.now().plus(CODE_VALIDITY)));
        HttpUrl.Builder back = redirect.newBuilder().addQueryParameter("code", code);
        String state = asked.queryParameter("state");
        if (state != null) {
            back.addQueryParameter("state", state);
        }
        return new OAuth2HttpResponse(
                Headers.of("Location", back.build().toString(), "Cache-Control", "no-store"), 302, "", null);
    }

    private OAuth2HttpResponse redeemed(OAuth2HttpRequest request) {
        OAuth2HttpRequest.Parameters form = request.getFormParameters();
        Grant grant = codes.remove(orEmpty(form.get("code")));
        if (grant == null
                || grant.until().isBefore(Instant.now())
                || !grant.redirectUri().equals(form.get("redirect_uri"))
                || !grant.challenge().equals(challenge(orEmpty(form.get("code_verifier"))))) {
            return json(400, "{\"error\":\"invalid_grant\"}");
        }
        return given(grant.user(), grant.clientId(), grant.nonce());
    }

    private OAuth2HttpResponse refreshed(OAuth2HttpRequest request) {
        String token = orEmpty(request.getFormParameters().get("refresh_token"));
        try {
            JWTClaimsSet claims = tokens.verify(HttpUrl.get(issuer), token);
            if (!claims.getAudience().contains(REFRESH_AUDIENCE)) {
                return json(400, "{\"error\":\"invalid_grant\"}");
            }
            List<String> cohorts = claims.getStringListClaim("cohorts");
            LocalUser user = new LocalUser(
                    claims.getStringClaim("name"),
                    claims.getStringListClaim("groups"),
                    cohorts == null ? List.of() : cohorts);
            return given(user, claims.getStringClaim("client"), null);
        } catch (ParseException | RuntimeException _) {
            // however it isn't a token of ours, the client is told the same
            return json(400, "{\"error\":\"invalid_grant\"}");
        }
    }

    private OAuth2HttpResponse given(LocalUser user, String clientId, @Nullable String nonce) {
        String access = token(user, OidcIssuer.AUDIENCE, validity, Map.of());
        String id = token(user, clientId, validity, nonce == null ? Map.of() : Map.of("nonce", nonce));
        String refresh = token(user, REFRESH_AUDIENCE, REFRESH_VALIDITY, Map.of("client", clientId));
        return json(200, """
                {"token_type": "Bearer", "expires_in": %d, "access_token": "%s", "id_token": "%s", "refresh_token": "%s"}\
                """.formatted(validity.toSeconds(), access, id, refresh));
    }

    private String token(LocalUser user, String audience, Duration goodFor, Map<String, Object> more) {
        Map<String, Object> claims = new HashMap<>(user.claims());
        claims.putAll(more);
        claims.put("iss", issuer.toString());
        claims.put("sub", user.id().toString());
        claims.put("aud", List.of(audience));
        claims.put("jti", UUID.randomUUID().toString());
        return tokens.jwt(claims, goodFor, OidcIssuer.ISSUER_ID).serialize();
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> words(@Nullable String text) {
        return List.of(orEmpty(text).strip().split("\\s+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static OAuth2HttpResponse html(int status, String page) {
        return new OAuth2HttpResponse(
                Headers.of("Content-Type", "text/html; charset=utf-8", "Cache-Control", "no-store"),
                status,
                page,
                null);
    }

    private static OAuth2HttpResponse json(int status, String body) {
        return new OAuth2HttpResponse(
                Headers.of("Content-Type", "application/json", "Cache-Control", "no-store"), status, body, null);
    }
}
