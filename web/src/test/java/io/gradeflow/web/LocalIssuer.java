package io.gradeflow.web;

import io.gradeflow.devstack.OidcIssuer;
import io.gradeflow.devstack.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** An issuer whose tokens are good for some seconds, so that a session has to be refreshed while a test watches. */
public class LocalIssuer implements QuarkusTestResourceLifecycleManager {

    private static final Duration SIGNED_IN_FOR = Duration.ofSeconds(5);

    private static Path directory;
    private static int port;
    private static OidcIssuer issuer;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("issuer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = Ports.free();
        startAgain();
        return Map.of("quarkus.oidc.auth-server-url", issuer.url(), "quarkus.oidc.token.refresh-token-time-skew", "1S");
    }

    static void stopForAWhile() {
        issuer.close();
    }

    /** On the same port, with the same keys. */
    static void startAgain() {
        issuer = OidcIssuer.start(directory, port, SIGNED_IN_FOR);
    }

    @Override
    public void stop() {
        issuer.close();
    }
}
