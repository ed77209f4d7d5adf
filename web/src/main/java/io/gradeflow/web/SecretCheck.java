package io.gradeflow.web;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Whoever guesses the secret makes sessions in any name; so the door doesn't start with a short one. */
@ApplicationScoped
class SecretCheck {

    private static final int SHORTEST = 32;

    private final SessionSecret secret;

    SecretCheck(SessionSecret secret) {
        this.secret = secret;
    }

    void check(@Observes StartupEvent started) {
        if (secret.sessionSecret().length() < SHORTEST) {
            throw new IllegalStateException("gradeflow.web.session-secret is shorter than " + SHORTEST
                    + " characters; draw one with: openssl rand -base64 32");
        }
    }
}
