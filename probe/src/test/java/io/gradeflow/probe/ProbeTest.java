package io.gradeflow.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeTest {

    @Test
    void shouldBeContentWithAServiceThatIsReady() throws IOException {
        assertThat(answered(200)).isNull();
    }

    @Test
    void shouldSayWhatAServiceAnswersThatIsNotReady() throws IOException {
        assertThat(answered(503)).contains(Probe.PATH, "503");
    }

    @Test
    void shouldSayThatNobodyListens() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = server.getAddress().getPort();
        server.stop(0);

        assertThat(Probe.ask(port)).contains("can't be asked");
    }

    @Test
    void shouldAskWhereTheServiceIsToldToListen() {
        assertThat(Probe.port(Map.of("QUARKUS_HTTP_PORT", "9999"))).isEqualTo(9999);
        assertThat(Probe.port(Map.of())).isEqualTo(8080);
    }

    private static String answered(int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(Probe.PATH, exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            return Probe.ask(server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }
}
