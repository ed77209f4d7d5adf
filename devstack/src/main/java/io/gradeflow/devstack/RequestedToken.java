package io.gradeflow.devstack;

import com.nimbusds.oauth2.sdk.TokenRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import org.jspecify.annotations.Nullable;

/**
 * A token as the form of the request wants it: {@code username}, and {@code roles} and {@code cohorts} with spaces between,
 * because a form of OAuth may name no parameter twice.
 */
final class RequestedToken implements OAuth2TokenCallback {

    static final String USERNAME = "username";
    static final String ROLES = "roles";
    static final String COHORTS = "cohorts";

    private static final String SOMEBODY = "ada";

    private final LocalAccounts accounts;

    RequestedToken(LocalAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String issuerId() {
        return OidcIssuer.ISSUER_ID;
    }

    @Override
    public String subject(TokenRequest request) {
        String id = user(request).id().toString();
        accounts.open(id);
        return id;
    }

    @Override
    public String typeHeader(TokenRequest request) {
        return "JWT";
    }

    @Override
    public List<String> audience(TokenRequest request) {
        return List.of(OidcIssuer.AUDIENCE);
    }

    @Override
    public Map<String, Object> addClaims(TokenRequest request) {
        return user(request).claims();
    }

    @Override
    public long tokenExpiry() {
        return OidcIssuer.VALIDITY.toSeconds();
    }

    private static LocalUser user(TokenRequest request) {
        List<String> names = parameter(request, USERNAME);
        return new LocalUser(
                names.isEmpty() ? SOMEBODY : names.getFirst(), words(request, ROLES), words(request, COHORTS));
    }

    private static List<String> words(TokenRequest request, String name) {
        return parameter(request, name).stream()
                .flatMap(value -> Stream.of(value.split(" ")))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> parameter(TokenRequest request, String name) {
        @Nullable List<String> values = request.getCustomParameter(name);
        return values == null ? List.of() : values;
    }
}
