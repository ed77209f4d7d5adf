package io.gradeflow.platform.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Whoever sent the current request, as the verified token says. */
@RequestScoped
public class Caller {

    private final JsonWebToken token;

    Caller(JsonWebToken token) {
        this.token = token;
    }

    /** The token's subject: opaque, stable, the learner id of all that this caller does. */
    public String id() {
        return token.getSubject();
    }

    /** What the token calls this person; null where it gives no name. */
    public @Nullable String name() {
        String name = token.getClaim("name");
        return name == null ? token.getClaim("preferred_username") : name;
    }

    /** The values of a claim that is a list of texts, without blank ones; empty where the token has none. */
    public List<String> texts(String claim) {
        return token.getClaim(claim) instanceof Collection<?> values
                ? values.stream()
                        .map(Caller::text)
                        .filter(text -> !text.isBlank())
                        .distinct()
                        .toList()
                : List.of();
    }

    private static String text(Object value) {
        return value instanceof JsonString json ? json.getString() : String.valueOf(value);
    }

    /** Until when the token is good. */
    public Instant expiresAt() {
        return Instant.ofEpochSecond(token.getExpirationTime());
    }

    /** Whether the caller is of the people who make and lead exams, and not one of those who sit them. */
    public boolean isStaff() {
        return hasRole(Roles.AUTHOR) || hasRole(Roles.INSTRUCTOR) || hasRole(Roles.ADMIN);
    }

    public boolean hasRole(String role) {
        return token.getGroups() != null && token.getGroups().contains(role);
    }
}
