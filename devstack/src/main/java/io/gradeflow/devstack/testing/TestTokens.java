package io.gradeflow.devstack.testing;

import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.PostgresServer;
import io.gradeflow.devstack.TokenEndpoint;
import java.net.URI;
import java.util.UUID;

/** What a test needs of the running stack: bearer tokens, and its addresses. See {@link DevStackResource}. */
public final class TestTokens {

    private TestTokens() {}

    /** The value of an {@code Authorization} header. */
    public static String bearer(String user, String... roles) {
        return bearer(LocalUser.of(user, roles));
    }

    /** The value of an {@code Authorization} header. */
    public static String bearer(LocalUser user) {
        return "Bearer " + token(user);
    }

    /** The token alone, in compact form. */
    public static String token(LocalUser user) {
        return new TokenEndpoint(URI.create(SharedStack.issuer())).token(user);
    }

    /** The subject of the user's tokens. */
    public static UUID learnerId(String user) {
        return LocalUser.of(user).id();
    }

    public static String bootstrapServers() {
        return SharedStack.bootstrapServers();
    }

    public static String jdbcUrl(String database) {
        return PostgresServer.jdbcUrl(SharedStack.postgresPort(), database);
    }
}
