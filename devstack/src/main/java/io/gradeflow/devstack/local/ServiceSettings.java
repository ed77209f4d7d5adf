package io.gradeflow.devstack.local;

import java.util.List;
import java.util.Map;

/**
 * How the services of a stack are run beyond what is the same for all stacks.
 *
 * @param environment what they are told beyond where the other parts are
 * @param jvmOptions of each service's JVM
 * @param commands the whole command lines of those whose first process isn't run from its package under the root
 */
record ServiceSettings(Map<String, String> environment, List<String> jvmOptions, Map<PartKind, List<String>> commands) {

    static final ServiceSettings USUAL = with(Map.of());

    ServiceSettings {
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
        commands = Map.copyOf(commands);
        if (commands.keySet().stream().anyMatch(PartKind::isInfrastructure)) {
            throw new LocalStackException("Only services are run by other commands.");
        }
    }

    static ServiceSettings with(Map<String, String> environment) {
        return new ServiceSettings(environment, List.of(), Map.of());
    }
}
