package io.gradeflow.devstack.local;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** What a stack is made of, in the order in which it starts; it ends the other way round. */
public enum PartKind {
    KAFKA("kafka", LocalPorts::kafka, "io.gradeflow.devstack.KafkaBroker"),
    POSTGRES("postgres", LocalPorts::postgres, "io.gradeflow.devstack.PostgresServer"),
    OIDC("oidc", LocalPorts::oidc, "io.gradeflow.devstack.OidcIssuer"),
    QUESTION("question-service", LocalPorts::question, ""),
    ATTEMPT("attempt-service", LocalPorts::attempt, ""),
    GRADER("grader-service", LocalPorts::grader, ""),
    ANALYTICS("analytics-service", LocalPorts::analytics, ""),
    WEB("web", LocalPorts::web, "");

    private final String partName;
    private final ToIntFunction<LocalPorts> port;
    private final String mainClass;

    PartKind(String partName, ToIntFunction<LocalPorts> port, String mainClass) {
        this.partName = partName;
        this.port = port;
        this.mainClass = mainClass;
    }

    /** The name of its first, and mostly only, process. */
    public String partName() {
        return partName;
    }

    int port(LocalPorts ports) {
        return port.applyAsInt(ports);
    }

    /** Whether it stands for infrastructure, which the services need before they start. */
    boolean isInfrastructure() {
        return !mainClass.isEmpty();
    }

    String mainClass() {
        return mainClass;
    }

    /** The service's own database, empty for those that have none. */
    String database() {
        return switch (this) {
            case QUESTION -> "question";
            case ATTEMPT -> "attempt";
            case ANALYTICS -> "analytics";
            case KAFKA, POSTGRES, OIDC, GRADER, WEB -> "";
        };
    }

    static List<PartKind> infrastructure() {
        return Arrays.stream(values()).filter(PartKind::isInfrastructure).toList();
    }

    static List<PartKind> services() {
        return Arrays.stream(values()).filter(kind -> !kind.isInfrastructure()).toList();
    }

    /** The kind of a process's name: {@code grader-service-2} is a grader. */
    static PartKind ofName(String name) {
        return Arrays.stream(values())
                .filter(kind -> name.equals(kind.partName) || name.matches(kind.partName + "-\\d+"))
                .findFirst()
                .orElseThrow(() -> new LocalStackException("No part is called " + name + "."));
    }
}
