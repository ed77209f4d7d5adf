package io.gradeflow.devstack.local;

import io.gradeflow.devstack.Ports;
import java.util.Map;

/** Where the parts of a local stack listen, all on the loopback interface. */
public record LocalPorts(
        int web, int question, int attempt, int grader, int analytics, int oidc, int kafka, int postgres) {

    /** The documented ports, each moved by a variable such as {@code GRADEFLOW_WEB_PORT}. */
    public static LocalPorts of(Map<String, String> environment) {
        return new LocalPorts(
                port(environment, "WEB", 8080),
                port(environment, "QUESTION", 8081),
                port(environment, "ATTEMPT", 8082),
                port(environment, "GRADER", 8083),
                port(environment, "ANALYTICS", 8084),
                port(environment, "OIDC", 8085),
                port(environment, "KAFKA", 19092),
                port(environment, "POSTGRES", 15432));
    }

    /** Ports that nobody listens on now, for tests. */
    public static LocalPorts free() {
        return new LocalPorts(
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                Ports.free());
    }

    private static int port(Map<String, String> environment, String part, int otherwise) {
        String name = "GRADEFLOW_" + part + "_PORT";
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(value.strip());
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException _) {
            // said below, as for a number outside the range
        }
        throw new LocalStackException(name + " is " + value + "; give it a port from 1 to 65535.");
    }
}
