package io.gradeflow.platform.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Roles;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes down every call by which somebody of the staff changes something: before it is begun, in a transaction of its own, so that
 * nothing is done without an entry, and what came of it, before the caller is told. Who may not is written down too, once it was
 * refused. Bodies aren't: they hold keys, and reasons that other journals keep.
 *
 * <p>Of what only reads, the same by the same person at the same address is written down once in a while: pages look again every few
 * seconds.
 *
 * @see <a href="../../../../../../../../docs/adr/0035-limits-and-deeds.md">ADR 35</a>
 */
@Provider
@IfBuildProperty(name = "gradeflow.audit.api", stringValue = "true")
class AuditFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Logger LOG = Logger.getLogger(AuditFilter.class);
    private static final String ENTRY = "gradeflow.audit.entry";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final List<String> OF_STAFF = List.of(Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN);

    /** What is read in between counts as the same look. */
    private static final Duration LOOK = Duration.ofMinutes(10);

    private static final int LOOKS = 100_000;

    /** So many refusals may wait to be written down; who makes more of them has more than that coming. */
    private static final int MOST_WAITING = 100;

    private final AuditLog log;
    private final Caller caller;
    private final ResourceInfo resource;
    private final Counter unwritten;
    private final Cache<Act, Boolean> looks =
            Caffeine.newBuilder().maximumSize(LOOKS).expireAfterWrite(LOOK).build();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    AuditFilter(AuditLog log, Caller caller, ResourceInfo resource, MeterRegistry meters) {
        this.log = log;
        this.caller = caller;
        this.resource = resource;
        this.unwritten = meters.counter("gradeflow.audit.unwritten");
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Act act = act(request);
        if (act == null) {
            return;
        }
        boolean reads = READING.contains(request.getMethod());
        if (reads && looks.getIfPresent(act) != null) {
            return;
        }
        request.setProperty(ENTRY, log.begin(act));
        if (reads) {
            looks.put(act, true);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Act.Outcome outcome = outcome(response);
        if (request.getProperty(ENTRY) instanceof Long entry) {
            try {
                log.end(entry, outcome);
            } catch (RuntimeException e) {
                // What was done is done; the entry shows that it was begun.
                unwritten.increment();
                LOG.errorf(e, "the outcome of an act could not be written down act=%s", entry);
            }
        } else if (response.getStatus() == 403) {
            Act refused = act(request);
            if (refused != null) {
                writeLater(refused, outcome);
            }
        }
    }

    /** A refusal is found before there is a thread that may wait for a store. */
    private void writeLater(Act refused, Act.Outcome outcome) {
        if (!waiting.tryAcquire()) {
            unwritten.increment();
            LOG.errorf("a refusal was not written down, because too many wait: %s", refused.operation());
            return;
        }
        Thread.ofVirtual().name("audit").start(() -> {
            try {
                log.end(log.begin(refused), outcome);
            } catch (RuntimeException e) {
                unwritten.increment();
                LOG.errorf(e, "a refusal could not be written down: %s", refused.operation());
            } finally {
                waiting.release();
            }
        });
    }

    private @Nullable Act act(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        if (method == null
                || (READING.contains(request.getMethod()) && !method.isAnnotationPresent(Audited.class))
                || !caller.isStaff()) {
            return null;
        }
        return new Act(
                caller.id(),
                OF_STAFF.stream().filter(caller::hasRole).toList(),
                request.getMethod() + " " + endpoint(method),
                request.getUriInfo().getRequestUri().getPath());
    }

    private static String endpoint(Method method) {
        return Stream.of(method.getDeclaringClass().getAnnotation(Path.class), method.getAnnotation(Path.class))
                .filter(path -> path != null)
                .map(path -> path.value().replaceAll("^/|/$", ""))
                .filter(path -> !path.isEmpty())
                .map(path -> "/" + path)
                .reduce("", String::concat);
    }

    private static Act.Outcome outcome(ContainerResponseContext response) {
        URI made = response.getLocation();
        return new Act.Outcome(
                response.getStatus(),
                response.getEntity() instanceof Map<?, ?> problem && problem.get("code") instanceof String code
                        ? code
                        : null,
                made == null ? null : made.getPath());
    }
}
