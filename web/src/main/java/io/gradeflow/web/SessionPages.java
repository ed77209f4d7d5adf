package io.gradeflow.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * What a page asks of its session: {@code GET /session} tells who is signed in, {@code /session/sign-in?to=PATH} leads through
 * the issuer to a path of this site, {@code /session/sign-out} ends the session here and at the issuer.
 */
@ApplicationScoped
class SessionPages {

    private static final String SIGN_OUT = "/session/sign-out";
    private static final int BEFORE_AUTHENTICATION = 900;

    private final BrowserSession session;

    SessionPages(BrowserSession session) {
        this.session = session;
    }

    void open(@Observes Router router) {
        router.get("/session").handler(this::tell);
        router.get("/session/sign-in").handler(SessionPages::signedIn);
        // Whoever goes back to where the issuer led is signed in by now.
        router.get("/session/callback").handler(SessionPages::signedIn);
    }

    /** A link or an image of another site shall sign nobody out. */
    void guard(@Observes Filters filters) {
        filters.register(
                call -> {
                    if (SIGN_OUT.equals(call.normalizedPath()) && BrowserSession.isForeign(call.request())) {
                        Problem.crossSite(BrowserSession.PAGE_HEADER).answer(call);
                    } else {
                        call.next();
                    }
                },
                BEFORE_AUTHENTICATION);
    }

    private void tell(RoutingContext call) {
        if (!BrowserSession.isThere(call.request())) {
            Problem.signedOut().answer(call);
            return;
        }
        session.identity(call)
                .subscribe()
                .with(identity -> tell(call, identity), failure -> session.failed(call, failure));
    }

    private static void tell(RoutingContext call, SecurityIdentity identity) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            Problem.signedOut().answer(call);
            return;
        }
        JsonArray roles = new JsonArray();
        identity.getRoles().stream().sorted().forEach(roles::add);
        call.response()
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("id", token.getSubject())
                        .put("name", name(token))
                        .put("roles", roles)
                        .encode());
    }

    private static String name(JsonWebToken token) {
        for (String claim : new String[] {"name", "preferred_username"}) {
            if (token.getClaim(claim) instanceof String name && !name.isBlank()) {
                return name;
            }
        }
        return token.getSubject();
    }

    /** Whoever comes here is signed in: the permission on this path has seen to it. */
    private static void signedIn(RoutingContext call) {
        String to = call.request().getParam("to");
        call.response()
                .setStatusCode(303)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Location", isLocal(to) ? to : "/")
                .end();
    }

    /** Whether it is a path of this site, as browsers read it: they take a backslash for a slash, and drop control characters. */
    static boolean isLocal(@Nullable String to) {
        return to != null
                && to.startsWith("/")
                && !to.startsWith("//")
                && to.chars().allMatch(character -> character > ' ' && character < 127 && character != '\\');
    }
}
