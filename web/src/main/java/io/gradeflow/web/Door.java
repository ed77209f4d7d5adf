package io.gradeflow.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands every call on to the service it belongs to, streaming both ways and holding nothing: {@code /api/v1/**} by its
 * collection, with the token of the browser's session where there is one ({@link BrowserSession}), {@code /openapi/SERVICE} and {@code /health/SERVICE} to the service's own pages.
 */
@ApplicationScoped
class Door {

    private static final int CONNECTIONS = 512;

    /** Streams are held for hours: they have connections of their own, so that other calls never wait for one of theirs. */
    private static final int STREAMS = 5000;

    private static final String EVENT_STREAM = "text/event-stream";

    private final UpstreamAddresses addresses;
    private final AddressLimits limits;

    private final BrowserSession session;

    Door(UpstreamAddresses addresses, AddressLimits limits, BrowserSession session) {
        this.addresses = addresses;
        this.limits = limits;
        this.session = session;
    }

    void open(@Observes Router router, Vertx vertx) {
        HttpClient client = vertx.createHttpClient(options(), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        HttpClient streaming = vertx.createHttpClient(
                options(), new PoolOptions().setHttp1MaxSize(STREAMS).setMaxWaitQueueSize(0));
        for (Upstream upstream : Upstream.values()) {
            HttpProxy api = proxy(client, upstream, null);
            HttpProxy streams = proxy(streaming, upstream, null);
            for (String collection : upstream.collections()) {
                router.route("/api/v1/" + collection)
                        .handler(call -> session.admit(call, admitted -> handOn(admitted, api)));
                router.route("/api/v1/" + collection + "/*")
                        .handler(call ->
                                session.admit(call, admitted -> handOn(admitted, asksForStream(call) ? streams : api)));
            }
            HttpProxy openApi = proxy(client, upstream, "/q/openapi");
            router.get("/openapi/" + upstream.serviceName()).handler(call -> handOn(call, openApi));
            HttpProxy health = proxy(client, upstream, "/q/health");
            router.get("/health/" + upstream.serviceName()).handler(call -> handOn(call, health));
        }
        router.route("/api/*").handler(Door::unknown);
    }

    /** Nothing of a body is held back or unpacked here, and a connection on which nothing is said stays open. */
    private static HttpClientOptions options() {
        return new HttpClientOptions()
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(2))
                .setKeepAliveTimeout(30)
                .setDecompressionSupported(false);
    }

    private static boolean asksForStream(RoutingContext call) {
        String accept = call.request().getHeader("Accept");
        String path = call.normalizedPath();
        return path.endsWith("/events")
                || path.endsWith("/stream")
                || (accept != null && accept.contains(EVENT_STREAM));
    }

    private HttpProxy proxy(HttpClient client, Upstream upstream, @Nullable String fixedPath) {
        URI address = addresses.of(upstream);
        int port = address.getPort() > 0 ? address.getPort() : 80;
        return HttpProxy.reverseProxy(new ProxyOptions(), client)
                .origin(port, address.getHost())
                .addInterceptor(new UpstreamCall(upstream, limits, fixedPath));
    }

    private static void handOn(RoutingContext call, HttpProxy proxy) {
        if (!call.request().headers().contains(HttpHeaders.ACCEPT_ENCODING)) {
            // Only files of the pages are compressed here; that an answer isn't is said to those who could be in doubt.
            call.response().headers().remove(HttpHeaders.CONTENT_ENCODING);
        }
        proxy.handle(call.request());
    }

    private static void unknown(RoutingContext call) {
        Problem.notFound().answer(call);
    }
}
