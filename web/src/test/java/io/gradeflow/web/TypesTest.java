package io.gradeflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The types of the pages' scripts fit. The compiler is the one inside Deno, which the bundler lays into {@code node_modules} with
 * the libraries and their types when the application starts; nothing is fetched, and no Node is needed.
 */
@QuarkusTest
class TypesTest {

    private static final Path WEB = Path.of(System.getProperty("gradeflow.root"), "web");

    @TempDir
    Path project;

    @BeforeEach
    void lay() throws IOException {
        Files.createSymbolicLink(project.resolve("node_modules"), WEB.resolve("node_modules"));
        Files.writeString(project.resolve("package.json"), """
                {"dependencies": {"lit": "*", "echarts": "*"}}""");
        Files.writeString(project.resolve("deno.json"), """
                {"nodeModulesDir": "manual", "unstable": ["sloppy-imports"],
                 "compilerOptions": {"lib": ["esnext", "dom", "dom.iterable"], "strict": true, "noImplicitOverride": true,
                                     "noUnusedLocals": true, "noFallthroughCasesInSwitch": true}}""");
        copy(WEB.resolve("src/main/resources/web/app"), project.resolve("app"));
    }

    @Test
    void shouldFit() throws Exception {
        assertThat(faults()).isEmpty();
    }

    @Test
    void shouldFindWhatDoesNotFit() throws Exception {
        Files.writeString(project.resolve("app/misfit.ts"), """
                import { html } from 'lit';
                export const wrong: number = html`<p></p>`;
                """);

        assertThat(faults()).contains("misfit.ts").contains("TemplateResult");
    }

    /** What the compiler says; empty if all fits. */
    private String faults() throws Exception {
        Path said = project.resolve("said.txt");
        ProcessBuilder deno = new ProcessBuilder(deno().toString(), "check", "--quiet", "--no-remote", "app/")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        deno.environment().put("NO_COLOR", "1");
        deno.environment().put("DENO_NO_UPDATE_CHECK", "1");
        deno.environment().put("DENO_DIR", project.resolve("deno").toString());
        Process process = deno.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(said);
        assertThat(text.isBlank()).as(text).isEqualTo(process.exitValue() == 0);
        return text;
    }

    private static Path deno() throws IOException {
        try (Stream<Path> files = Files.find(
                WEB.resolve("node_modules/@deno"),
                3,
                (path, attributes) -> attributes.isRegularFile()
                        && path.getFileName().toString().matches("deno(\\.exe)?"))) {
            Path executable = files.findFirst().orElseThrow();
            assertThat(executable.toFile().setExecutable(true)).isTrue();
            return executable;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
