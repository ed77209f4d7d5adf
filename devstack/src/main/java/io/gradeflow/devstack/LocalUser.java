package io.gradeflow.devstack;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody whom the local issuer gives a token.
 *
 * @param roles of {@code learner}, {@code author}, {@code instructor}, {@code admin}
 */
public record LocalUser(String name, List<String> roles, List<String> cohorts) {

    public LocalUser {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A user needs a name");
        }
        roles = List.copyOf(roles);
        cohorts = List.copyOf(cohorts);
    }

    public static LocalUser of(String name, String... roles) {
        return new LocalUser(name, List.of(roles), List.of());
    }

    /** The subject of the user's tokens: a function of the name alone, so it is the same on every machine. */
    public UUID id() {
        return UUID.nameUUIDFromBytes(("gradeflow:" + name).getBytes(StandardCharsets.UTF_8));
    }

    Map<String, Object> claims() {
        Map<String, Object> claims = new HashMap<>();
        claims.put("preferred_username", name);
        claims.put("name", name);
        claims.put("groups", roles);
        if (!cohorts.isEmpty()) {
            claims.put("cohorts", cohorts);
        }
        return claims;
    }
}
