package io.gradeflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DrainingTest {

    @Inject
    Event<ShutdownDelayInitiatedEvent> delay;

    @TestHTTPResource("/q/health/live")
    URL anything;

    @Test
    void shouldAnswerAndCloseConnectionsOnceItIsToEnd() throws IOException {
        assertThat(answer()).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("connection: close");

        delay.fire(new ShutdownDelayInitiatedEvent());

        assertThat(answer()).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: close");
    }

    /** The head of an answer, by a client that would keep its connection. */
    private String answer() throws IOException {
        try (Socket socket = new Socket(anything.getHost(), anything.getPort())) {
            socket.getOutputStream()
                    .write("GET /q/health/live HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int read = socket.getInputStream().read();
                if (read < 0) {
                    break;
                }
                head.append((char) read);
            }
            return head.toString();
        }
    }
}
