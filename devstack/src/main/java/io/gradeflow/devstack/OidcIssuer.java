package io.gradeflow.devstack;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * The identity provider of the local stack. It asks nobody for a password: whoever can reach it gets a token in any name
 * and with any role, so it listens on the loopback interface only and must never be put anywhere else.
 *
 * <p>A browser signs in by authorization code with PKCE, see {@link SignIn}.
 *
 * <p>Tokens carry {@code sub} (see {@link LocalUser#id()}), {@code preferred_username}, {@code name}, {@code groups} (the
 * roles), {@code cohorts} if there are any, the audience {@value #AUDIENCE}, and are good for 12 hours.
 */
public final class OidcIssuer implements Part {

    public static final String AUDIENCE = "gradeflow";

    /** A client has to have one, and it is looked at by nobody. */
    public static final String ANY_SECRET = "none";

    static final String ISSUER_ID = "gradeflow";
    static final Duration VALIDITY = Duration.ofHours(12);

    private final MockOAuth2Server server;
    private final OAuth2TokenProvider tokens;
    private final int port;

    private OidcIssuer(MockOAuth2Server server, OAuth2TokenProvider tokens, int port) {
        this.server = server;
        this.tokens = tokens;
        this.port = port;
    }

    public static void main(String[] arguments) {
        PartProcess.run("oidc", arguments, OidcIssuer::start);
    }

    /**
     * Starts with the signing key of an earlier run, or draws one.
     *
     * @param port 0 for a free one
     * @throws PortTakenException if somebody listens on the port
     */
    public static OidcIssuer start(Path dataDirectory, int port) {
        return start(dataDirectory, port, VALIDITY);
    }

    /** @param signedInFor how long the tokens of a browser are good until they have to be refreshed */
    public static OidcIssuer start(Path dataDirectory, int port, Duration signedInFor) {
        int chosenPort = Ports.orFree(port);
        Ports.requireFree(chosenPort, "the OIDC issuer");
        OAuth2TokenProvider tokens = new OAuth2TokenProvider(keys(SigningKey.ofDirectory(dataDirectory)));
        LocalAccounts accounts = new LocalAccounts();
        MockOAuth2Server server = new MockOAuth2Server(
                new OAuth2Config(
                        true,
                        null,
                        null,
                        false,
                        tokens,
                        Set.of(new RequestedToken(accounts)),
                        new MockWebServerWrapper()),
                accounts,
                new SignIn(tokens, url(chosenPort), signedInFor));
        server.start(InetAddress.ofLiteral(Ports.HOST), chosenPort);
        return new OidcIssuer(server, tokens, chosenPort);
    }

    @Override
    public String address() {
        return url();
    }

    /** What tokens name as their issuer, and where its discovery document stands. */
    public String url() {
        return url(port).toString();
    }

    public static URI url(int port) {
        return URI.create("http://%s:%d/%s".formatted(Ports.HOST, port, ISSUER_ID));
    }

    /** Where accounts are deleted, as Keycloak names the address of a realm's administration. */
    public static URI accounts(int port) {
        return URI.create("http://%s:%d%s".formatted(Ports.HOST, port, LocalAccounts.REALM));
    }

    public String token(String user, String... roles) {
        return token(LocalUser.of(user, roles));
    }

    public String token(LocalUser user) {
        return token(user, Map.of(), VALIDITY);
    }

    /**
     * A token that may be of no use.
     *
     * @param instead claims that take the place of its own
     * @param validity from now on; of one that has expired, below zero
     */
    public String token(LocalUser user, Map<String, Object> instead, Duration validity) {
        Map<String, Object> claims = new HashMap<>(user.claims());
        claims.put("iss", url());
        claims.put("sub", user.id().toString());
        claims.put("aud", List.of(AUDIENCE));
        claims.put("jti", UUID.randomUUID().toString());
        claims.putAll(instead);
        return tokens.jwt(claims, validity, ISSUER_ID).serialize();
    }

    @Override
    public void close() {
        server.shutdown();
    }

    private static KeyProvider keys(JWK key) {
        KeyProvider keys = new KeyProvider(List.of(key), JWSAlgorithm.RS256.getName());
        // It gives its keys to issuer ids in the order in which they are asked for, and anybody may ask for any id.
        keys.signingKey(ISSUER_ID);
        return keys;
    }
}
