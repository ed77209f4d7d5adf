package io.gradeflow.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Holds each address to so many calls a second without a valid token: those that bring none are counted as they come, those whose
 * token or session turns out to be worth nothing when it does. A call whose token is valid is never counted, for an exam hall shares one
 * address; services count those by user. Once an address has used up what it has, what it sends on passes with a session, or with a
 * token that a service has taken lately; a token that nobody has seen yet waits.
 *
 * @see <a href="../../../../../../../docs/adr/0035-limits-and-deeds.md">ADR 35</a>
 */
@ApplicationScoped
class AddressLimits {

    private static final String API = "/api/";

    /** They ask for no token, so that none is worth anything there. */
    private static final List<String> OPEN_TO_ALL = List.of("/openapi/", "/health/");

    private static final int BEFORE_AUTHENTICATION = 800;

    /** Those that called last; one that is forgotten has a full bucket again. */
    private static final int REMEMBERED = 100_000;

    /** No longer than a token usually lives: what it is worth, services say each time. */
    private static final Duration TAKEN_LATELY = Duration.ofMinutes(15);

    private final Cache<String, Bucket> buckets;
    private final Remembered taken = new Remembered(TAKEN_LATELY);
    private final ClientAddress addresses;
    private final long perSecond;
    private final long burst;

    AddressLimits(
            @ConfigProperty(name = "gradeflow.limits.address-per-second", defaultValue = "20") int perSecond,
            @ConfigProperty(name = "gradeflow.limits.address-burst", defaultValue = "400") int burst,
            ClientAddress addresses) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.addresses = addresses;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                // By then it is full.
                .expireAfterAccess(Duration.ofSeconds(burst / perSecond + 1L))
                .build();
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, BEFORE_AUTHENTICATION);
    }

    private void look(RoutingContext call) {
        HttpServerRequest request = call.request();
        // As the router reads it, however it is written.
        String path = call.normalizedPath();
        if (OPEN_TO_ALL.stream().anyMatch(path::startsWith)) {
            answerUnless(take(request), call);
        } else if (!path.startsWith(API)) {
            call.next();
        } else if (BrowserSession.bringsToken(request)) {
            answerUnless(isTaken(request) ? OptionalInt.empty() : wait(request), call);
        } else if (BrowserSession.isThere(request)) {
            call.next();
        } else {
            answerUnless(take(request), call);
        }
    }

    private static void answerUnless(OptionalInt wait, RoutingContext call) {
        if (wait.isEmpty()) {
            call.next();
            return;
        }
        call.response().putHeader("Retry-After", Integer.toString(wait.getAsInt()));
        Problem.tooManyWithoutToken().answer(call);
    }

    private boolean isTaken(HttpServerRequest request) {
        return taken.contains(request.getHeader(HttpHeaders.AUTHORIZATION));
    }

    /** A service has done what was asked with this token. */
    void taken(HttpServerRequest request) {
        if (BrowserSession.bringsToken(request)) {
            taken.add(request.getHeader(HttpHeaders.AUTHORIZATION));
        }
    }

    /** A service has refused this token. @return as {@link #take} */
    OptionalInt refused(HttpServerRequest request) {
        taken.remove(request.getHeader(HttpHeaders.AUTHORIZATION));
        return take(request);
    }

    /** Counts a call without a valid token. @return in how many seconds one may come, where none may now */
    OptionalInt take(HttpServerRequest request) {
        return take(addresses.siteOf(request));
    }

    OptionalInt take(String site) {
        ConsumptionProbe probe = bucket(site).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? OptionalInt.empty() : seconds(probe.getNanosToWaitForRefill());
    }

    /** The same without counting. */
    private OptionalInt wait(HttpServerRequest request) {
        long nanos =
                bucket(addresses.siteOf(request)).estimateAbilityToConsume(1).getNanosToWaitForRefill();
        return nanos == 0 ? OptionalInt.empty() : seconds(nanos);
    }

    private static OptionalInt seconds(long nanos) {
        return OptionalInt.of((int) (nanos / 1_000_000_000L) + 1);
    }

    private Bucket bucket(String site) {
        return buckets.get(
                site,
                unknown -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
    }
}
