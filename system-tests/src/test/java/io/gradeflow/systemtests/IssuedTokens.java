package io.gradeflow.systemtests;

import static org.awaitility.Awaitility.await;

import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.TokenEndpoint;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens that an issuer gave, asked for once each. */
final class IssuedTokens {

    private final TokenEndpoint endpoint;
    private final Map<LocalUser, String> issued = new ConcurrentHashMap<>();

    IssuedTokens(URI issuer) {
        this.endpoint = new TokenEndpoint(issuer);
    }

    String of(LocalUser user) {
        String known = issued.get(user);
        return known == null ? issue(user) : known;
    }

    /** With patience: the issuer is not what is tested, and shares a loaded machine with what is. */
    private String issue(LocalUser user) {
        String token = await().atMost(Duration.ofMinutes(2))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> endpoint.token(user), Objects::nonNull);
        issued.put(user, token);
        return token;
    }
}
