package io.gradeflow.web;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Whoever guesses a secret makes sessions in any name; so the door doesn't start without one, or with a short one. */
@ApplicationScoped
class SecretCheck {

    private static final int SHORTEST = 32;

    private final SessionSecret secret;

    SecretCheck(SessionSecret secret) {
        this.secret = secret;
    }

    void check(@Observes StartupEvent started) {
        List<String> secrets = SessionSecret.parts(secret);
        int shortest = secrets.stream().mapToInt(String::length).min().orElse(0);
        if (shortest < SHORTEST) {
            throw new IllegalStateException(
                    "gradeflow.web.session-secret (GRADEFLOW_WEB_SESSION_SECRET) has %d characters%s: set it to %d or more, such as openssl rand -base64 32 draws."
                            .formatted(shortest, secrets.size() > 1 ? " in one of its parts" : "", SHORTEST));
        }
    }
}
