package io.gradeflow.systemtests.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The container engine of this machine, by its command. */
public final class Docker {

    private Docker() {}

    /** @throws AssertionError with all that was printed unless it exits 0 */
    public static String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("docker", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(Yaml.ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("DOCKER_BUILDKIT", "1");
            int exit = builder.start().waitFor();
            String printed = Files.readString(output, StandardCharsets.UTF_8).strip();
            if (exit != 0) {
                throw new AssertionError(command + " ended with " + exit + ":\n" + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String inspect(String name, String format) {
        return run("inspect", "--format", format, name);
    }
}
