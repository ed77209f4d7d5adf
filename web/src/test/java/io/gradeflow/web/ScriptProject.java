package io.gradeflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The pages' scripts and their tests, as Deno takes them. It is the one that the bundler lays into {@code node_modules} with the
 * libraries and their types when the application starts; nothing is fetched, and no Node is needed.
 *
 * @param folder with the scripts in {@code app} and their tests in {@code scripts}
 */
record ScriptProject(Path folder) {

    /** @param text what it says */
    record Said(int code, String text) {}

    private static final Path WEB = Path.of(System.getProperty("gradeflow.root"), "web");

    static ScriptProject in(Path folder) throws IOException {
        Files.createSymbolicLink(folder.resolve("node_modules"), WEB.resolve("node_modules"));
        Files.writeString(folder.resolve("package.json"), """
                {"dependencies": {"lit": "*", "echarts": "*"}}""");
        Files.writeString(folder.resolve("deno.json"), """
                {"nodeModulesDir": "manual", "unstable": ["sloppy-imports"],
                 "compilerOptions": {"lib": ["esnext", "dom", "dom.iterable", "deno.ns"], "strict": true,
                                     "noImplicitOverride": true, "noUnusedLocals": true, "noFallthroughCasesInSwitch": true}}""");
        copy(WEB.resolve("src/main/resources/web/app"), folder.resolve("app"));
        copy(WEB.resolve("src/test/scripts"), folder.resolve("scripts"));
        return new ScriptProject(folder);
    }

    void write(String file, String script) throws IOException {
        Files.writeString(folder.resolve(file), script);
    }

    Said deno(String... arguments) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        ProcessBuilder deno = new ProcessBuilder(
                        Stream.concat(Stream.of(executable().toString()), Stream.of(arguments))
                                .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        deno.environment().put("NO_COLOR", "1");
        deno.environment().put("DENO_NO_UPDATE_CHECK", "1");
        deno.environment().put("DENO_DIR", folder.resolve("deno").toString());
        Process process = deno.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Said(process.exitValue(), Files.readString(said));
    }

    private static Path executable() throws IOException {
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
