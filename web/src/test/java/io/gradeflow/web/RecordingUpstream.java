package io.gradeflow.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two services that answer with what they were asked, and one that is away. One of them holds streams of
 * events, at {@code attempts/17/events}: what is sent to {@code attempts/17/told} goes to one of those who listen, and {@code
 * attempts/17/listening} says how many these are. {@code attempts/17/calls} says how many calls there were of other kinds.
 */
public class RecordingUpstream implements QuarkusTestResourceLifecycleManager {

    private HttpServer question;
    private HttpServer attempt;

    private static final BlockingQueue<String> TOLD = new LinkedBlockingQueue<>();
    private static final AtomicInteger LISTENING = new AtomicInteger();
    private static final AtomicInteger CALLS = new AtomicInteger();

    @Override
    public Map<String, String> start() {
        try {
            question = server("question");
            attempt = server("attempt");
            return Map.of(
                    "gradeflow.web.question-url", url(question.getAddress().getPort()),
                    "gradeflow.web.attempt-url", url(attempt.getAddress().getPort()),
                    "gradeflow.web.analytics-url", url(unusedPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        question.stop(0);
        attempt.stop(0);
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static HttpServer server(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(name, exchange));
        server.createContext("/api/v1/attempts/17/events", RecordingUpstream::stream);
        server.createContext("/api/v1/attempts/17/told", RecordingUpstream::tell);
        server.createContext("/api/v1/attempts/17/listening", exchange -> count(LISTENING, exchange));
        server.createContext("/api/v1/attempts/17/calls", exchange -> count(CALLS, exchange));
        server.start();
        return server;
    }

    private static void answer(String name, HttpExchange exchange) throws IOException {
        CALLS.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        byte[] answer = new ObjectMapper()
                .createObjectNode()
                .put("method", exchange.getRequestMethod())
                .put("uri", exchange.getRequestURI().toString())
                .put("authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                .put("cookie", exchange.getRequestHeaders().getFirst("Cookie"))
                .put("forwardedHost", exchange.getRequestHeaders().getFirst("X-Forwarded-Host"))
                .put("forwardedFor", exchange.getRequestHeaders().getFirst("X-Forwarded-For"))
                .put("length", body.length)
                .put("body", body.length > 1000 ? null : new String(body, StandardCharsets.UTF_8))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Upstream", name);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("X-Frame-Options", "SAMEORIGIN");
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        boolean refused = token != null && token.startsWith("Bearer refused");
        exchange.sendResponseHeaders(refused ? 401 : 202, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static void tell(HttpExchange exchange) throws IOException {
        TOLD.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private static void count(AtomicInteger number, HttpExchange exchange) throws IOException {
        byte[] answer = number.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        LISTENING.incrementAndGet();
        try (OutputStream body = exchange.getResponseBody()) {
            String event = null;
            while (true) {
                body.write((event == null ? ":\n\n" : "data:" + event + "\n\n").getBytes(StandardCharsets.UTF_8));
                body.flush();
                event = TOLD.poll(200, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            LISTENING.decrementAndGet();
        }
    }
}
