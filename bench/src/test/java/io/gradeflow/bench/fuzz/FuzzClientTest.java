package io.gradeflow.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import io.gradeflow.devstack.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FuzzClientTest {

    private static final Operation OPERATION = new Operation(
            "question-service", "POST", "/any", List.of(), Map.of(), JsonNodeFactory.instance.objectNode());
    private static final FuzzCall CALL =
            new FuzzCall(1, OPERATION, Role.AUTHOR, false, "/any", "application/json", Map.of(), new byte[] {'{', '}'});

    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(Ports.HOST), 0), 0);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void shouldSendAgainWhatHeardNothingAndTellWhatCameThen() {
        server.createContext("/any", exchange -> {
            if (calls.incrementAndGet() > 1) {
                exchange.sendResponseHeaders(400, -1);
            }
            exchange.close();
        });

        assertThat(send().status()).isEqualTo(400);
        assertThat(calls).hasValueGreaterThan(1);
    }

    @Test
    void shouldNotWaitForTheEndOfAStreamOfEvents() {
        server.createContext("/any", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: 1\n\n".getBytes());
            exchange.getResponseBody().flush();
        });

        assertThat(send()).isEqualTo(new FuzzAnswer(200, "text/event-stream", "", ""));
    }

    private FuzzAnswer send() {
        URI address =
                URI.create("http://" + Ports.HOST + ":" + server.getAddress().getPort());
        try (FuzzClient client = new FuzzClient(address)) {
            return client.send(CALL, "a-token");
        }
    }
}
