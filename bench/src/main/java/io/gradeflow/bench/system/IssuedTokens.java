package io.gradeflow.bench.system;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.TokenEndpoint;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tokens that an issuer gave, asked for once each. */
public final class IssuedTokens {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final TokenEndpoint endpoint;
    private final Map<LocalUser, String> issued = new ConcurrentHashMap<>();

    public IssuedTokens(URI issuer) {
        this.endpoint = new TokenEndpoint(issuer);
    }

    /**
     * With patience: the issuer shares a loaded machine with what is looked at.
     *
     * @throws BenchException if it gives none for two minutes
     */
    public String of(LocalUser user) {
        String known = issued.get(user);
        if (known != null) {
            return known;
        }
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                String token = endpoint.token(user);
                issued.put(user, token);
                return token;
            } catch (UncheckedIOException e) {
                if (System.nanoTime() > giveUp) {
                    throw new BenchException("The issuer gave no token; see its log.", e);
                }
                Pause.of(BETWEEN_TRIES);
            }
        }
    }

    /** They are good for half a day only. */
    public void forget() {
        issued.clear();
    }
}
