package io.gradeflow.web;

import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
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
 * the issuer to a path of this site, {@code /session/sign-out} ends the session here and at the issuer. That is a call to which a link or an image
 * of any site could lead, so a browser has to say that no other site does; one that doesn't say so announces it by
 * {@code POST /session/leaving}.
 */
@ApplicationScoped
class SessionPages {

    private static final String SIGN_OUT = "/session/sign-out";
    private static final String CALLBACK = "/session/callback";

    /** What the framework calls the cookies of who is being signed in. */
    private static final String SIGNING_IN = "q_auth";

    private static final String LEAVING = "gradeflow_leaving";
    private static final long LEAVING_SECONDS = 60;
    private static final int BEFORE_AUTHENTICATION = 900;

    private final BrowserSession session;

    SessionPages(BrowserSession session) {
        this.session = session;
    }

    void open(@Observes Router router) {
        router.get("/session").handler(this::tell);
        router.get("/session/sign-in").handler(SessionPages::signedIn);
        // Whoever goes back to where the issuer led is signed in by now.
        router.get(CALLBACK).handler(SessionPages::signedIn).failureHandler(SessionPages::notSignedIn);
        router.post("/session/leaving").handler(SessionPages::announce);
    }

    void guard(@Observes Filters filters) {
        filters.register(
                call -> {
                    if (leadsTo(SIGN_OUT, call) && !mayLeave(call.request())) {
                        Problem.crossSite(BrowserSession.PAGE_HEADER).answer(call);
                    } else if (leadsTo(CALLBACK, call) && isLost(call.request())) {
                        lead(call, Pages.NOT_SIGNED_IN);
                    } else {
                        call.next();
                    }
                },
                BEFORE_AUTHENTICATION);
    }

    private static boolean leadsTo(String path, RoutingContext call) {
        return path.equals(call.normalizedPath());
    }

    private static boolean mayLeave(HttpServerRequest request) {
        return BrowserSession.saysWhereFrom(request)
                ? !BrowserSession.isForeign(request)
                : request.getCookie(LEAVING) != null;
    }

    /** Whoever comes from the issuer without the cookie that they went there with, such as in another browser or too late. */
    private static boolean isLost(HttpServerRequest request) {
        return request.cookies().stream()
                .noneMatch(cookie -> cookie.getName().startsWith(SIGNING_IN) || BrowserSession.isOfSession(cookie));
    }

    private static void announce(RoutingContext call) {
        if (!BrowserSession.comesFromOwnPage(call.request())) {
            Problem.crossSite(BrowserSession.PAGE_HEADER).answer(call);
            return;
        }
        call.response()
                .addCookie(Cookie.cookie(LEAVING, "1")
                        .setPath("/session")
                        .setMaxAge(LEAVING_SECONDS)
                        .setHttpOnly(true)
                        .setSecure("https".equals(call.request().scheme()))
                        .setSameSite(CookieSameSite.STRICT))
                .setStatusCode(204)
                .end();
    }

    /** Where the framework can't finish what the issuer began, a page says so. */
    private static void notSignedIn(RoutingContext call) {
        if (call.failure() instanceof AuthenticationRedirectException
                || call.response().ended()) {
            call.next();
        } else {
            lead(call, Pages.NOT_SIGNED_IN);
        }
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
        lead(call, to != null && isLocal(to) ? to : "/");
    }

    private static void lead(RoutingContext call, String to) {
        call.response()
                .setStatusCode(303)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Location", to)
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
