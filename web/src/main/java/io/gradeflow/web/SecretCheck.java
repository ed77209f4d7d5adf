package io.gradeflow.web;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Whoever guesses the secret makes sessions in any name; so the door doesn't start without one, or with a short one. */
@ApplicationScoped
class SecretCheck {

    private static final int SHORTEST = 32;

    private final SessionSecret secret;

    SecretCheck(SessionSecret secret) {
        this.secret = secret;
    }

    void check(@Observes StartupEvent started) {
        int length = secret.sessionSecret().map(String::length).orElse(0);
        if (length < SHORTEST) {
            throw new IllegalStateException(
                    "gradeflow.web.session-secret (GRADEFLOW_WEB_SESSION_SECRET) has %d characters: set it to %d or more, such as openssl rand -base64 32 draws."
                            .formatted(length, SHORTEST));
        }
    }
}
