package io.gradeflow.platform.limits;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.platform.problem.RawProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Holds each user of this instance to so many calls of the API a second, by the subject of the token. What reads and what changes
 * something is counted apart, so that no watching of figures takes an answer its place. Calls without a valid token aren't
 * counted here: the door does, by address.
 *
 * @see <a href="../../../../../../../../docs/adr/0035-limits-and-deeds.md">ADR 35</a>
 */
@ApplicationScoped
class UserLimits {

    private static final String API = "/api/";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Below those of Quarkus, which find out whose call it is. */
    private static final int AFTER_AUTHENTICATION = 50;

    private final Budgets reading;
    private final Budgets changing;
    private final Counter limited;

    UserLimits(
            @ConfigProperty(name = "gradeflow.limits.user-per-second", defaultValue = "100") int perSecond,
            @ConfigProperty(name = "gradeflow.limits.user-burst", defaultValue = "2000") int burst,
            MeterRegistry meters) {
        this.reading = new Budgets(perSecond, burst);
        this.changing = new Budgets(perSecond, burst);
        this.limited = meters.counter("gradeflow.calls.limited");
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, AFTER_AUTHENTICATION);
    }

    private void look(RoutingContext call) {
        // As the router reads it, however it is written.
        if (!call.normalizedPath().startsWith(API)) {
            call.next();
            return;
        }
        Uni<SecurityIdentity> identity = QuarkusHttpUser.getSecurityIdentity(call, null);
        // Whoever has no valid token is told so by what comes after this.
        identity.subscribe().with(known -> admit(call, known), failure -> call.next());
    }

    private void admit(RoutingContext call, @Nullable SecurityIdentity identity) {
        if (identity == null || identity.isAnonymous()) {
            call.next();
            return;
        }
        Budgets budgets = READING.contains(call.request().method()) ? reading : changing;
        OptionalInt wait = budgets.take(identity.getPrincipal().getName());
        if (wait.isEmpty()) {
            call.next();
            return;
        }
        limited.increment();
        RawProblem.answer(
                call,
                new ProblemException(
                                PlatformError.TOO_MANY_CALLS,
                                "Send no more than you need, and go on after the seconds that Retry-After says.")
                        .retryAfter(wait.getAsInt()));
    }
}
