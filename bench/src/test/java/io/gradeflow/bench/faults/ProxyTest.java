package io.gradeflow.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTest {

    private static final InetAddress HERE = InetAddress.ofLiteral(Ports.HOST);

    private final int port = Ports.free();
    private ServerSocket echo;
    private Proxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, HERE);
        Thread.ofVirtual().start(this::answer);
        proxy = new Proxy(port, echo.getLocalPort());
    }

    @AfterEach
    void end() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void shouldPassOnWhatIsSaidInBothDirections() throws IOException {
        try (Socket client = new Socket(HERE, port)) {
            assertThat(said(client, 7)).isEqualTo(7);
            assertThat(said(client, 8)).isEqualTo(8);
        }
    }

    @Test
    void shouldBreakConnectionsOffAndLetNoneComeAboutUntilItIsMended() throws IOException {
        try (Socket before = new Socket(HERE, port)) {
            assertThat(said(before, 7)).isEqualTo(7);

            assertThat(proxy.cut()).isEqualTo(1);

            assertThat(said(before, 8)).isEqualTo(-1);
            try (Socket meanwhile = new Socket(HERE, port)) {
                assertThat(said(meanwhile, 9)).isEqualTo(-1);
            }
            proxy.mend();
            try (Socket after = new Socket(HERE, port)) {
                assertThat(said(after, 10)).isEqualTo(10);
            }
        }
    }

    @Test
    void shouldLetAllThatIsSaidComeLate() throws IOException {
        try (Socket client = new Socket(HERE, port)) {
            said(client, 7);
            proxy.delay(Duration.ofMillis(50));
            long begin = System.nanoTime();

            assertThat(said(client, 8)).isEqualTo(8);

            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("there and back")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(100));
            assertThat(proxy.delayed()).isEqualTo(2);
        }
    }

    /** @return -1 where the connection has ended */
    private static int said(Socket socket, int value) {
        try {
            socket.getOutputStream().write(value);
            return socket.getInputStream().read();
        } catch (IOException _) {
            return -1;
        }
    }

    private void answer() {
        while (!echo.isClosed()) {
            try {
                Socket client = echo.accept();
                Thread.ofVirtual().start(() -> echo(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
