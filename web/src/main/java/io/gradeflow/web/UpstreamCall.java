package io.gradeflow.web;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.OptionalInt;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells the service under which address it was called and of which trace it is part, and answers 503 in its place when it can't be reached. */
final class UpstreamCall implements ProxyInterceptor {

    private static final Logger LOG = Logger.getLogger(UpstreamCall.class);

    private static final TextMapSetter<ProxyRequest> TRACE = (request, name, value) -> {
        if (request != null) {
            request.putHeader(name, value);
        }
    };

    private static final List<String> NOT_TO_BE_BELIEVED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Ssl");

    private static final List<String> SAID_BY_BOTH = List.of(
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Cross-Origin-Resource-Policy",
            "Strict-Transport-Security");

    private static final int NOT_MODIFIED = 304;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;

    private final Upstream upstream;
    private final AddressLimits limits;
    private final @Nullable String fixedPath;

    UpstreamCall(Upstream upstream, AddressLimits limits, @Nullable String fixedPath) {
        this.upstream = upstream;
        this.limits = limits;
        this.fixedPath = fixedPath;
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        ProxyResponse response = context.response();
        HttpServerRequest incoming = context.request().proxiedRequest();
        count(incoming, response, fixedPath != null);
        // What the door itself says of an answer holds, and is said once.
        SAID_BY_BOTH.stream().filter(incoming.response().headers()::contains).forEach(response.headers()::remove);
        if (fixedPath == null && !response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
            // Behind the door a call by cookie has a token; before it nothing tells a cache that the answer is one
            // person's.
            response.putHeader(HttpHeaders.CACHE_CONTROL.toString(), "no-store");
        }
        return context.sendResponse();
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        HttpServerRequest incoming = request.proxiedRequest();
        if (fixedPath != null) {
            request.setURI(fixedPath);
        }
        if (incoming.authority() != null) {
            request.putHeader("X-Forwarded-Host", incoming.authority().toString());
        }
        request.putHeader("X-Forwarded-Proto", incoming.scheme());
        // Whatever the client says of itself there is its own word.
        NOT_TO_BE_BELIEVED.forEach(request.headers()::remove);
        // The session is the door's alone.
        request.headers().remove(HttpHeaders.COOKIE);
        // What the service does is part of the call here, where that is recorded.
        W3CTraceContextPropagator.getInstance().inject(Context.current(), request, TRACE);
        return context.sendRequest().recover(failure -> {
            // Whoever goes while it is answered, such as to another page, is no trouble of the service.
            Logger.Level level = incoming.response().closed() ? Logger.Level.DEBUG : Logger.Level.WARN;
            LOG.logf(level, "%s can't be reached: %s", upstream.serviceName(), failure.toString());
            ProxyResponse response = request.release().response();
            return Future.succeededFuture(response.setStatusCode(503)
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .putHeader("Retry-After", "2")
                    .setBody(Body.body(
                            Buffer.buffer(Problem.unreachable(upstream).json()))));
        });
    }

    /**
     * A call with a token that isn't valid counts against its address, and too many of them are told to wait; but a page whose session
     * is worth nothing any more is told that.
     */
    private void count(HttpServerRequest incoming, ProxyResponse response, boolean openToAll) {
        if (openToAll) {
            return;
        }
        if (isDone(response.getStatusCode())) {
            limits.taken(incoming);
        } else if (response.getStatusCode() == UNAUTHORIZED && BrowserSession.bringsToken(incoming)) {
            OptionalInt wait = limits.refused(incoming);
            if (wait.isPresent() && !BrowserSession.isThere(incoming)) {
                response.release()
                        .setStatusCode(TOO_MANY)
                        .putHeader("Content-Type", Problem.MEDIA_TYPE)
                        .putHeader("Retry-After", Integer.toString(wait.getAsInt()))
                        .setBody(Body.body(
                                Buffer.buffer(Problem.tooManyWithoutToken().json())));
            }
        }
    }

    private static boolean isDone(int status) {
        return (status >= 200 && status < 300) || status == NOT_MODIFIED;
    }
}
