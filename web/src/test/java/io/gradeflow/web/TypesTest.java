package io.gradeflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The types of the pages' scripts fit. They are checked by the compiler inside Deno, which the bundler brings, against the types
 * that the libraries bring; nothing is fetched and no Node is needed.
 */
class TypesTest {

    private static final String PACKED = "META-INF/resources/_static/";

    /** Where a library's types are. */
    private static final String MORE = "META-INF/.more.tgz";

    @TempDir
    static Path project;

    private static List<Path> libraries;

    @BeforeAll
    static void lay() throws Exception {
        libraries = libraries();
        for (Path library : libraries) {
            lay(library);
        }
        Files.writeString(project.resolve("package.json"), """
                {"dependencies": {"lit": "*", "echarts": "*"}}""");
        Files.writeString(project.resolve("deno.json"), """
                {"nodeModulesDir": "manual", "unstable": ["sloppy-imports"],
                 "compilerOptions": {"lib": ["esnext", "dom", "dom.iterable"], "strict": true, "noImplicitOverride": true,
                                     "noUnusedLocals": true, "noFallthroughCasesInSwitch": true}}""");
        copy(Path.of(System.getProperty("gradeflow.root"), "web/src/main/resources/web/app"), project.resolve("app"));
    }

    @Test
    void shouldFit() throws Exception {
        assertThat(faults()).isEmpty();
    }

    @Test
    void shouldFindWhatDoesNotFit() throws Exception {
        Path misfit = project.resolve("app/misfit.ts");
        Files.writeString(misfit, """
                import { html } from 'lit';
                export const wrong: number = html`<p></p>`;
                """);
        try {
            assertThat(faults()).contains("misfit.ts").contains("TemplateResult");
        } finally {
            Files.delete(misfit);
        }
    }

    /** What the compiler says, without what it says of its progress; empty if all fits. */
    private static String faults() throws Exception {
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
        assertThat(process.exitValue() == 0).as(text).isEqualTo(text.isBlank());
        return text;
    }

    /** The jars out of npm that the pages are bundled with. */
    private static List<Path> libraries() throws Exception {
        List<Path> found = new ArrayList<>();
        Enumeration<URL> maps = TypesTest.class.getClassLoader().getResources("META-INF/importmap.json");
        for (URL map : Collections.list(maps)) {
            found.add(Path.of(((JarURLConnection) map.openConnection()).getJarFileURL().toURI()));
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    /** Makes it a package in {@code node_modules}. */
    private static void lay(Path library) throws Exception {
        Path unpacked = Files.createTempDirectory(project, "unpacked");
        try (JarFile jar = new JarFile(library.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (!entry.isDirectory() && (entry.getName().startsWith(PACKED) || entry.getName().equals(MORE))) {
                    Path file = unpacked.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    try (InputStream content = jar.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                }
            }
        }
        if (Files.exists(unpacked.resolve(MORE))) {
            run(unpacked.resolve("META-INF"), "tar", "xzf", ".more.tgz");
        }
        try (Stream<Path> files = Files.find(
                unpacked, 8, (path, attributes) -> path.endsWith("package.json") && isNamed(path))) {
            Path description = files.min((one, other) -> one.getNameCount() - other.getNameCount())
                    .orElseThrow();
            Path home = project.resolve("node_modules").resolve(name(description));
            Files.createDirectories(home.getParent());
            Files.move(description.getParent(), home);
        }
    }

    private static boolean isNamed(Path description) {
        return name(description) != null;
    }

    private static String name(Path description) {
        try {
            return new JsonObject(Files.readString(description)).getString("name");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Out of the local repository, in which it stands beside the libraries since the bundler was resolved. */
    private static Path deno() throws Exception {
        Path executable = project.resolve("deno-executable");
        if (Files.exists(executable)) {
            return executable;
        }
        Path packages = libraries.stream()
                .flatMap(path -> Stream.iterate(path, parent -> parent != null, Path::getParent))
                .filter(path -> path.endsWith("org/mvnpm"))
                .findFirst()
                .orElseThrow();
        Path found;
        try (Stream<Path> jars =
                Files.find(packages.resolve("at/deno"), 3, (path, attributes) -> path.toString()
                        .endsWith(".jar"))) {
            found = jars.findFirst().orElseThrow();
        }
        try (JarFile jar = new JarFile(found.toFile())) {
            JarEntry entry = Collections.list(jar.entries()).stream()
                    .filter(one -> one.getName().matches(".*/deno(\\.exe)?"))
                    .findFirst()
                    .orElseThrow();
            Files.copy(
                    URI.create("jar:" + found.toUri() + "!/" + entry.getName())
                            .toURL()
                            .openStream(),
                    executable);
        }
        assertThat(executable.toFile().setExecutable(true)).isTrue();
        return executable;
    }

    private static void run(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
