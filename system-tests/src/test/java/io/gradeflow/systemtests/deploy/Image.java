package io.gradeflow.systemtests.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The image of a service as it is built here, on the base that {@code GRADEFLOW_RUNTIME_IMAGE} names; made once a run. */
public record Image(String service) {

    private static final String BASE =
            Objects.requireNonNullElse(System.getenv("GRADEFLOW_RUNTIME_IMAGE"), "eclipse-temurin:25-jre");

    private static final Set<String> MADE = ConcurrentHashMap.newKeySet();

    /** Whether tests are to run what images hold; such a run needs a container engine. */
    public static boolean areTested() {
        return "true".equals(System.getenv("GRADEFLOW_CONTAINER_TESTS"));
    }

    String tag() {
        return "gradeflow-test/" + service;
    }

    void make() {
        if (MADE.add(service)) {
            Docker.run(
                    "build",
                    "--tag",
                    tag(),
                    "--build-arg",
                    "SERVICE=" + service,
                    "--build-arg",
                    "BUILT=as-built",
                    "--build-arg",
                    "RUNTIME_IMAGE=" + BASE,
                    "--build-arg",
                    "BUILD_IMAGE=" + BASE,
                    ".");
        }
    }

    /**
     * Begins a container on this machine's own network, as deployments run it: nothing can be written but below {@code /tmp}, and
     * it has no rights.
     *
     * @param name of the container
     */
    public void run(String name, Map<String, String> environment) {
        make();
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--detach",
                "--name",
                name,
                "--network",
                "host",
                "--read-only",
                "--tmpfs",
                "/tmp",
                "--cap-drop",
                "ALL",
                "--security-opt",
                "no-new-privileges",
                "--memory",
                "768m"));
        environment.forEach((variable, value) -> arguments.addAll(List.of("--env", variable + "=" + value)));
        arguments.add(tag());
        Docker.run(arguments.toArray(String[]::new));
    }
}
