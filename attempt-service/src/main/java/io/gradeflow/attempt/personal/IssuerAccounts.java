package io.gradeflow.attempt.personal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keycloak's administration, as a client that may manage the users of its realm; and the local issuer, which has the same call. */
@ApplicationScoped
class IssuerAccounts implements Accounts {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final Optional<URI> realm;
    private final URI issuer;
    private final Optional<URI> tokens;
    private final String clientId;
    private final Optional<String> clientSecret;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    IssuerAccounts(
            @ConfigProperty(name = "gradeflow.accounts.url") Optional<URI> realm,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") URI issuer,
            @ConfigProperty(name = "gradeflow.accounts.token-url") Optional<URI> tokens,
            @ConfigProperty(name = "gradeflow.accounts.client-id", defaultValue = "gradeflow-accounts") String clientId,
            @ConfigProperty(name = "gradeflow.accounts.password") Optional<String> clientSecret) {
        this.realm = realm;
        this.issuer = issuer;
        this.tokens = tokens;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    @Override
    public boolean areManaged() {
        return realm.isPresent();
    }

    @Override
    public Outcome delete(String learnerId) throws IOException, InterruptedException {
        if (realm.isEmpty()) {
            return Outcome.BY_HAND;
        }
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(realm.get() + "/users/" + encoded(learnerId)))
                        .timeout(LIMIT)
                        .header("Authorization", "Bearer " + token())
                        .DELETE()
                        .build(),
                BodyHandlers.ofString());
        return switch (answer.statusCode()) {
            case 204 -> Outcome.DELETED;
            case 404 -> Outcome.ABSENT;
            default ->
                throw new IOException(
                        "the issuer answered " + answer.statusCode() + " where an account was to be deleted");
        };
    }

    private String token() throws IOException, InterruptedException {
        JsonNode granted = json(HttpRequest.newBuilder(tokens.isPresent() ? tokens.get() : discovered())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + encoded(clientId)
                        + "&client_secret=" + encoded(clientSecret.orElse("")))));
        return granted.path("access_token").asText();
    }

    private URI discovered() throws IOException, InterruptedException {
        JsonNode described = json(HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration")));
        return URI.create(described.path("token_endpoint").asText());
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the issuer answered " + answer.statusCode() + " at "
                    + answer.uri().getPath());
        }
        return JSON.readTree(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
