package io.gradeflow.systemtests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may import whom: the table of the architecture, over the compiled classes of every module. */
class ArchitectureTest {

    private static final Path ROOT = Path.of(System.getProperty("gradeflow.root"));

    private static final List<String> ROOMS = List.of(
            "grading",
            "probe",
            "events",
            "platform",
            "question",
            "attempt",
            "grader",
            "analytics",
            "web",
            "devstack",
            "bench",
            "launcher");

    static Stream<Arguments> rooms() {
        return Stream.of(
                Arguments.of("grading", "grading", List.of("grading")),
                Arguments.of("probe", "probe", List.of("probe")),
                Arguments.of("events", "events", List.of("events", "grading")),
                Arguments.of("platform", "platform", List.of("platform", "events", "grading")),
                Arguments.of("question-service", "question", List.of("question", "platform", "events", "grading")),
                Arguments.of("attempt-service", "attempt", List.of("attempt", "platform", "events", "grading")),
                Arguments.of("grader-service", "grader", List.of("grader", "platform", "events", "grading")),
                Arguments.of("analytics-service", "analytics", List.of("analytics", "platform", "events", "grading")),
                Arguments.of("web", "web", List.of("web")),
                Arguments.of("devstack", "devstack", List.of("devstack")),
                Arguments.of("bench", "bench", List.of("bench", "devstack", "events", "grading")),
                Arguments.of("launcher", "launcher", List.of("launcher", "devstack", "bench")));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void shouldImportOnlyWhatTheHouseAllows(String module, String room, List<String> allowed) {
        Path compiled = ROOT.resolve(module).resolve("target/classes");
        if (!Files.isDirectory(compiled)) {
            throw new AssertionError(compiled + " is missing: build the whole tree");
        }
        JavaClasses found = new ClassFileImporter().importPath(compiled);
        String[] forbidden = ROOMS.stream()
                .filter(other -> !allowed.contains(other))
                .map(other -> "io.gradeflow." + other + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("io.gradeflow." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .because("of " + Arrays.toString(forbidden) + " the module " + module + " knows nothing")
                .check(found);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void shouldStayInItsOwnPackage(String module, String room, List<String> allowed) {
        JavaClasses found =
                new ClassFileImporter().importPath(ROOT.resolve(module).resolve("target/classes"));

        classes()
                .that()
                .resideInAPackage("io.gradeflow..")
                .should()
                .resideInAPackage("io.gradeflow." + room + "..")
                .check(found);
    }
}
