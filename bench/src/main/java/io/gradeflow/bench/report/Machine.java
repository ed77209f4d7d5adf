package io.gradeflow.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a figure was measured on, as far as this machine knows of itself. */
public record Machine(String hardware, String software) {

    /** The machine that runs the bench, which runs the local stack too. */
    public static Machine here() {
        return new Machine(
                String.format(
                        Locale.ROOT,
                        "%d processors (%s), %d GB of memory",
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        Math.round(memory() / 1e9)),
                versions() + ", JDK " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.version"));
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    private static String processor() {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String versions() {
        Properties versions = new Properties();
        try (InputStream file = Machine.class.getResourceAsStream("versions.properties")) {
            if (file == null) {
                throw new IllegalStateException("the build left out the versions");
            }
            versions.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Stream.of("Gradeflow", "Quarkus", "Kafka", "PostgreSQL")
                .map(name -> name + " " + versions.getProperty(name))
                .collect(Collectors.joining(", "));
    }
}
