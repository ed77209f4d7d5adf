package io.gradeflow.devstack;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A local issuer that runs anywhere on this machine, asked over HTTP. */
public final class TokenEndpoint {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final URI endpoint;

    /** @param issuer as {@link OidcIssuer#url()} */
    public TokenEndpoint(URI issuer) {
        this.endpoint = URI.create(issuer + "/token");
    }

    /**
     * @return a bearer token in compact form
     * @throws UncheckedIOException if the issuer doesn't answer
     */
    public String token(LocalUser user) {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(LIMIT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(user)))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("The issuer answered %d: %s".formatted(response.statusCode(), response.body()));
            }
            return JSONObjectUtils.getString(JSONObjectUtils.parse(response.body()), "access_token");
        } catch (IOException e) {
            throw new UncheckedIOException("No token from " + endpoint, e);
        } catch (ParseException e) {
            throw new IllegalStateException("No token in the answer of " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a token", e);
        }
    }

    private static String form(LocalUser user) {
        Stream<Map.Entry<String, String>> fixed = Stream.of(
                Map.entry("grant_type", "client_credentials"),
                Map.entry("client_id", OidcIssuer.AUDIENCE),
                Map.entry("client_secret", OidcIssuer.ANY_SECRET),
                Map.entry(RequestedToken.USERNAME, user.name()));
        Stream<Map.Entry<String, String>> lists = Stream.of(
                Map.entry(RequestedToken.ROLES, String.join(" ", user.roles())),
                Map.entry(RequestedToken.COHORTS, String.join(" ", user.cohorts())));
        return Stream.concat(fixed, lists)
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
