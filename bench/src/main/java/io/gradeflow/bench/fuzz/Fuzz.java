package io.gradeflow.bench.fuzz;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.bench.system.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls that nobody should make, of all that the services describe, in all roles. */
public final class Fuzz implements Benchmark {

    private static final List<String> SERVICES = List.of("question-service", "attempt-service", "analytics-service");
    private static final int CALLS = 30_000;
    private static final int QUICK_CALLS = 1_500;

    /** Of each role; what one of them may ask for is limited. */
    private static final int USERS = 6;

    @Override
    public String name() {
        return "fuzz";
    }

    @Override
    public String measures() {
        return "calls of every kind that the services describe, most of them not as they should be: none may get an error of the"
                + " server's own, anything internal, or a key";
    }

    /** It corrects, erases and imports whatever comes to its mind. */
    @Override
    public boolean isForDeployedSystems() {
        return false;
    }

    @Override
    public boolean isOnlyByName() {
        return true;
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        system.requireInsides(name());
        plan.progress()
                .accept("seed " + plan.seed() + ": ./gradeflow bench fuzz --seed " + plan.seed()
                        + (plan.quick() ? " --quick" : "")
                        + " makes the same calls, but for ids that the system gives");
        Map<Role, List<String>> tokens = tokens(system.tokens());
        String learner = tokens.getOrDefault(Role.LEARNER, List.of()).getFirst();
        try (Api api = new Api(system.web());
                FuzzClient client = new FuzzClient(system.web())) {
            List<Operation> operations = operations(api, system.tokens().author());
            Scene scene = Scene.create(
                    api,
                    system.tokens().author(),
                    learner,
                    UUID.nameUUIDFromBytes("spare".getBytes(StandardCharsets.UTF_8)));
            FuzzCourse course = new FuzzCourse(
                    operations,
                    new CallMaker(operations, scene, plan.seed()),
                    scene,
                    client,
                    call -> token(tokens, call),
                    plan);
            course.run(plan.quick() ? QUICK_CALLS : CALLS);
            return course;
        }
    }

    private static Map<Role, List<String>> tokens(Tokens issuer) {
        Map<Role, List<String>> tokens = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            List<String> ofRole = new ArrayList<>();
            // Only one has an exam that is open.
            int users = role == Role.LEARNER ? 1 : USERS;
            for (int user = 0; user < users && !role.roles().isEmpty(); user++) {
                ofRole.add(issuer.of("fuzz-" + role + "-" + user, role.roles().toArray(String[]::new)));
            }
            tokens.put(role, ofRole);
        }
        return tokens;
    }

    private static String token(Map<Role, List<String>> tokens, FuzzCall call) {
        if (call.role() == Role.FORGER) {
            return "eyJhbGciOiJub25lIn0.e30." + call.number();
        }
        List<String> ofRole = tokens.getOrDefault(call.role(), List.of());
        return ofRole.isEmpty() ? "" : ofRole.get(call.number() % ofRole.size());
    }

    private static List<Operation> operations(Api api, String token) {
        List<Operation> operations = new ArrayList<>();
        for (String service : SERVICES) {
            operations.addAll(Operation.of(service, api.document("/openapi/" + service, token)));
        }
        if (operations.isEmpty()) {
            throw new BenchException("The services describe nothing that could be asked of them.");
        }
        return operations;
    }
}
