package io.gradeflow.systemtests;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes spans as a collector does (OTLP over HTTP), and keeps them by trace. */
final class TraceReceiver {

    /** A span, and the service that recorded it. */
    record Received(String service, String name, String id, String parent) {}

    private final Map<String, List<Received>> traces = new ConcurrentHashMap<>();
    private final HttpServer server;

    private TraceReceiver(HttpServer server) {
        this.server = server;
    }

    static TraceReceiver start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TraceReceiver receiver = new TraceReceiver(server);
            server.createContext("/v1/traces", receiver::take);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Set<String> ids() {
        return Set.copyOf(traces.keySet());
    }

    /** The spans of a trace that have come so far. */
    List<Received> spansOf(String traceId) {
        return List.copyOf(traces.getOrDefault(traceId, List.of()));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            request.getResourceSpansList()
                    .forEach(of -> of.getScopeSpansList()
                            .forEach(scope -> scope.getSpansList().forEach(span -> keep(of.getResource(), span))));
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(Resource resource, Span span) {
        String service = resource.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("?");
        traces.computeIfAbsent(hex(span.getTraceId()), id -> new CopyOnWriteArrayList<>())
                .add(new Received(service, span.getName(), hex(span.getSpanId()), hex(span.getParentSpanId())));
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
