package io.gradeflow.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service on this machine whether it is ready. Exits 0 if it says so, else 1 with a line that says what was answered.
 * Speaks HTTP itself: the JDK's client would cost five times the processor time, every few seconds.
 */
public final class Probe {

    static final String PATH = "/q/health/ready";

    private static final String PORT = "QUARKUS_HTTP_PORT";
    private static final int LIMIT_MILLIS = 2000;

    private Probe() {}

    public static void main(String[] arguments) {
        String found = ask(port(System.getenv()));
        if (found != null) {
            System.out.println(found);
            System.exit(1);
        }
    }

    /** The port that the service is told by the same environment. */
    static int port(Map<String, String> environment) {
        return Integer.parseInt(environment.getOrDefault(PORT, "8080"));
    }

    /** @return null if the service is ready, else what is the matter */
    static @Nullable String ask(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream()
                    .write(("GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status != null && status.startsWith("HTTP/1.1 200 ") ? null : PATH + " answered: " + status;
        } catch (IOException e) {
            return PATH + " on port " + port + " can't be asked: " + e.getMessage();
        }
    }
}
