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
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Holds each address to so many calls a second that reach a service without a valid token: those that bring none are counted as
 * they come, those whose token a service refuses when it does. A call whose token is valid is never counted, and never refused
 * for its address, for an exam hall shares one; services count those by user.
 *
 * @see <a href="../../../../../../../docs/adr/0035-limits-and-deeds.md">ADR 35</a>
 */
@ApplicationScoped
class AddressLimits {

    private static final List<String> OF_SERVICES = List.of("/api/", "/openapi/", "/health/");

    private static final int BEFORE_AUTHENTICATION = 800;

    /** Those that called last; one that is forgotten has a full bucket again. */
    private static final int REMEMBERED = 100_000;

    /** What one household or site is given of IPv6 (RFC 6177), in bytes. */
    private static final int SITE = 8;

    private static final int IPV6 = 16;

    private final Cache<String, Bucket> buckets;
    private final long perSecond;
    private final long burst;

    AddressLimits(
            @ConfigProperty(name = "gradeflow.limits.address-per-second", defaultValue = "20") int perSecond,
            @ConfigProperty(name = "gradeflow.limits.address-burst", defaultValue = "400") int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
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
        if (bringsSomething(request) || OF_SERVICES.stream().noneMatch(request.path()::startsWith)) {
            call.next();
            return;
        }
        OptionalInt wait = take(request);
        if (wait.isEmpty()) {
            call.next();
            return;
        }
        call.response().putHeader("Retry-After", Integer.toString(wait.getAsInt()));
        Problem.tooManyWithoutToken().answer(call);
    }

    /** Whether there is something that may be a token or a session; what it is worth, a service says. */
    static boolean bringsSomething(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.AUTHORIZATION)
                || request.headers().contains(HttpHeaders.COOKIE);
    }

    /** Counts a call without a valid token. @return in how many seconds one may come, where none may now */
    OptionalInt take(HttpServerRequest request) {
        return take(request.remoteAddress().hostAddress());
    }

    OptionalInt take(String address) {
        ConsumptionProbe probe = buckets.get(site(address), unknown -> full()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? OptionalInt.empty()
                : OptionalInt.of((int) (probe.getNanosToWaitForRefill() / 1_000_000_000L) + 1);
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /** An address of IPv4 as it is; of IPv6 what it shares with all of its site, for each of them has any number of addresses. */
    static String site(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length < IPV6 ? address : Arrays.toString(Arrays.copyOf(bytes, SITE));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is no address", e);
        }
    }
}
