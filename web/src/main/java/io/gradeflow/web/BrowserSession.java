package io.gradeflow.web;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Turns the cookie of a browser's session into the bearer token that services ask for. The tokens stand encrypted in the cookie
 * and nowhere else, so any instance of the door serves any session, and no page ever holds one. Calls that bring a bearer token
 * of their own, or nothing at all, pass as they are: what a token is worth, the services say.
 *
 * @see <a href="../../../../../../docs/adr/0029-the-pages-and-their-session.md">ADR 29</a>
 */
@ApplicationScoped
class BrowserSession {

    /** What every call of a page that changes something carries. No form and no other site can send it without being asked first. */
    static final String PAGE_HEADER = "X-Gradeflow-Page";

    private static final Logger LOG = Logger.getLogger(BrowserSession.class);

    /** Set by browsers alone; it says which kind of page caused the call. */
    private static final String FETCH_SITE = "Sec-Fetch-Site";

    /** What an issuer says (RFC 6749, 5.2) of a refresh token that is good no more. */
    private static final String REFUSED = "invalid_grant";

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Set<HttpMethod> CHANGES_NOTHING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String BEARER = "Bearer ";
    private static final String COOKIE = "q_session";

    /** Long enough that whoever goes on with it costs the issuer nothing. */
    private static final Duration REFUSED_LATELY = Duration.ofMinutes(5);

    private final IdentityProviderManager identities;
    private final AddressLimits limits;

    /** Sessions that are over, or never were: what the issuer has refused once, it isn't asked again. */
    private final Remembered refused = new Remembered(REFUSED_LATELY);

    BrowserSession(IdentityProviderManager identities, AddressLimits limits) {
        this.identities = identities;
        this.limits = limits;
    }

    /** Goes on with {@code next} once the call has what a service asks for, or ends it with a problem. */
    void admit(RoutingContext call, Handler<RoutingContext> next) {
        HttpServerRequest request = call.request();
        if (bringsToken(request) || !isThere(request)) {
            next.handle(call);
        } else if (!comesFromOwnPage(request)) {
            Problem.crossSite(PAGE_HEADER).answer(call);
        } else if (refused.contains(cookie(request))) {
            over(call);
        } else {
            // Nothing of the body may arrive before somebody listens.
            request.pause();
            identity(call).subscribe().with(identity -> goOn(call, identity, next), failure -> failed(call, failure));
        }
    }

    /** Who is signed in; anonymous where nobody is. Fails where a session was, and can't be refreshed any more. */
    Uni<SecurityIdentity> identity(RoutingContext call) {
        // Else the framework would lead a call of the API to the issuer's page.
        BiConsumer<RoutingContext, Throwable> ended = this::failed;
        call.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, ended);
        return QuarkusHttpUser.getSecurityIdentity(call, identities);
    }

    /** What a proxy before the door asks for, such as a name and a password, is no token of a service. */
    static boolean bringsToken(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    /** Whether the cookie of a session is there; what it is worth, only opening it shows. */
    static boolean isThere(HttpServerRequest request) {
        return request.cookies().stream().anyMatch(BrowserSession::isOfSession);
    }

    static boolean isOfSession(Cookie cookie) {
        return cookie.getName().startsWith(COOKIE);
    }

    /** Older browsers don't. */
    static boolean saysWhereFrom(HttpServerRequest request) {
        return request.headers().contains(FETCH_SITE);
    }

    private static String cookie(HttpServerRequest request) {
        return request.cookies().stream()
                .filter(BrowserSession::isOfSession)
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .sorted()
                .collect(Collectors.joining(";"));
    }

    /** Whether another site has caused the call, as far as the browser says. */
    static boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader(FETCH_SITE);
        return site != null && !OWN_SITE.contains(site);
    }

    static boolean comesFromOwnPage(HttpServerRequest request) {
        return !isForeign(request)
                && (CHANGES_NOTHING.contains(request.method())
                        || request.headers().contains(PAGE_HEADER));
    }

    private void goOn(RoutingContext call, SecurityIdentity identity, Handler<RoutingContext> next) {
        AccessTokenCredential token = identity.getCredential(AccessTokenCredential.class);
        if (token == null) {
            over(call);
            return;
        }
        call.request().headers().set(HttpHeaders.AUTHORIZATION, BEARER + token.getToken());
        next.handle(call);
    }

    /** Says that the session is over, or that it can't be told now: then the same cookie is good once the issuer is back. */
    void failed(RoutingContext call, Throwable failure) {
        if (!isIssuerAway(failure)) {
            LOG.debugf(failure, "A session is over");
            refused.add(cookie(call.request()));
            over(call);
            return;
        }
        LOG.warnf("A session can't be refreshed: %s", failure.toString());
        call.request().resume();
        if (!call.response().ended()) {
            Problem.issuerAway().answer(call);
        }
    }

    /** Whether the issuer didn't answer, or answered something else than that it doesn't know the session any more. */
    static boolean isIssuerAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OIDCException refused) {
                return refused.getMessage() == null || !refused.getMessage().contains(REFUSED);
            }
            if (cause instanceof IOException || cause instanceof TimeoutException || cause instanceof VertxException) {
                return true;
            }
        }
        return false;
    }

    /** Says that there is no session any more, unless that was said. It counts as a call without a valid token. */
    private void over(RoutingContext call) {
        call.request().resume();
        if (!call.response().ended()) {
            limits.take(call.request());
            Problem.signedOut().answer(call);
        }
    }
}
