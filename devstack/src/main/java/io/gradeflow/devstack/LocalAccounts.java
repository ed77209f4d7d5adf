package io.gradeflow.devstack;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import okhttp3.Headers;

/**
 * The accounts of the local issuer: whoever got a token over HTTP since its start has one. {@code DELETE
 * /admin/realms/gradeflow/users/ID}, with a bearer token, deletes one as Keycloak does; another token makes it anew.
 */
final class LocalAccounts implements Route {

    static final String REALM = "/admin/realms/" + OidcIssuer.ISSUER_ID;

    private static final Pattern USER = Pattern.compile(REALM + "/users/([^/]+)");

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    void open(String id) {
        known.add(id);
    }

    @Override
    public boolean match(OAuth2HttpRequest request) {
        return request.getMethod().equals("DELETE")
                && USER.matcher(request.getUrl().encodedPath()).matches();
    }

    @Override
    public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
        String token = request.getHeaders().get("Authorization");
        if (token == null || !token.startsWith("Bearer ")) {
            return answer(401);
        }
        Matcher user = USER.matcher(request.getUrl().encodedPath());
        return answer(user.matches() && known.remove(user.group(1)) ? 204 : 404);
    }

    private static OAuth2HttpResponse answer(int status) {
        return new OAuth2HttpResponse(Headers.of(), status, null, null);
    }
}
