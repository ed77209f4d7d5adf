package io.gradeflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every endpoint, called by everybody: {@link RightsTable} says what must come of it. What the staff did or tried to is written
 * down, at every endpoint that isn't {@code GET}.
 */
@OnTheSystem
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsTest {

    private static final List<String> NONSENSE = List.of("{", "[]", "null", "{\"no-such-field\": 1}", "\u0000");

    private final SystemUnderTest system;
    private RightsWorld world;

    RightsTest(SystemUnderTest system) {
        this.system = system;
    }

    @BeforeAll
    void makeTheWorld() {
        world = new RightsWorld(system);
    }

    static List<RightsTable.Row> rows() {
        return RightsTable.rows();
    }

    @Test
    void shouldHaveARowForEveryEndpointAndNoOther() {
        Set<String> served = ServedApi.endpoints(system);
        Set<String> tabled =
                rows().stream().map(RightsTable.Row::endpoint).collect(Collectors.toCollection(TreeSet::new));

        assertThat(without(served, tabled))
                .as("Endpoints without a row: add to RightsTable who may call them")
                .isEmpty();
        assertThat(without(tabled, served))
                .as("Rows for endpoints that no OpenAPI document has: take them out of RightsTable, or describe them")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldGiveEverybodyTheirsAndNoMore(RightsTable.Row row) {
        Map<Persona, String> cells = new EnumMap<>(Persona.class);
        boolean changed = false;
        for (Persona persona : Persona.values()) {
            RightsScene scene = new RightsScene(world, persona);
            scene.prepare(row);
            List<String> before = scene.look(row.watched());

            Caller.Reply reply = scene.call(row);

            List<String> after = scene.look(row.watched());
            if (persona.isStaff() && !row.method().equals("GET")) {
                new WrittenDown(world.admin).check(scene.id(), row, scene.filled(row.path()), reply);
            }
            cells.put(persona, cell(row, scene, reply));
            if (reply.isRefusal()) {
                ProblemBody.check(persona + ": " + row, reply);
                assertThat(after)
                        .as("%s was refused %s, and yet it had an effect", persona, row)
                        .isEqualTo(before);
            } else {
                changed |= !after.equals(before);
                world.usedUp("draft");
            }
        }

        assertThat(line(cells)).as(row.toString()).isEqualTo(line(row.cells()));
        assertThat(changed).as("whether a change shows at %s", row.watched()).isEqualTo(row.changesSomething());
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("rows")
    void shouldAnswerWhatMakesNoSenseWithAProblemThatTellsNothing(RightsTable.Row row) {
        for (Persona persona : List.of(Persona.BEFORE, Persona.ADMIN)) {
            RightsScene scene = new RightsScene(world, persona);
            String path = scene.filled(row.path());
            if (row.body() != null) {
                NONSENSE.forEach(body -> checkProblem(scene, row.method(), path, body));
            }
            checkProblem(scene, row.method(), row.path().replaceAll("\\{[a-z-]+}", "no-such"), row.body());
            checkProblem(scene, row.method(), row.path().replaceAll("\\{[a-z-]+}", "it's"), row.body());
            checkProblem(scene, "PATCH", path, "{}");
        }
    }

    private static void checkProblem(RightsScene scene, String method, String path, String body) {
        Caller.Reply reply = scene.call(method, path, body == null ? null : scene.filled(body));
        assertThat(reply.status())
                .as("%s %s %s gave %s", method, path, body, reply.body())
                .isLessThan(500);
        if (reply.isRefusal()) {
            ProblemBody.check(method + " " + path + " " + body, reply);
        }
    }

    private static String cell(RightsTable.Row row, RightsScene scene, Caller.Reply reply) {
        boolean hidden =
                row.about() != null && reply.status() < 300 && !reply.body().contains(scene.filled(row.about()));
        return hidden ? "-" : Integer.toString(reply.status());
    }

    private static String line(Map<Persona, String> cells) {
        return cells.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
