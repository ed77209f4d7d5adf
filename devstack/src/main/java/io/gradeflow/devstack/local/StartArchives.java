package io.gradeflow.devstack.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Archives of loaded and linked classes and of what was called how often (the JDK's ahead-of-time cache), which halve the time a
 * service takes to start, and have it compile first what it will need first. The
 * first run of a build records one and writes it when it ends in order; later runs use it. It never changes what a service
 * does, and any that doesn't fit the build is thrown away.
 */
final class StartArchives {

    private static final String RECORDING = ".recording";

    private final Path directory;
    private final boolean used;

    /** @param used false where recording isn't worth its time, as for a stack that starts once */
    StartArchives(Path directory, boolean used) {
        this.directory = directory;
        this.used = used;
    }

    /**
     * The options that use the archive of this jar, or record one.
     *
     * @param mayRecord only one process at a time may
     */
    List<String> options(String name, Path jar, boolean mayRecord) {
        if (!used) {
            return List.of();
        }
        try {
            Files.createDirectories(directory);
            Path archive = directory.resolve(fileName(name, jar));
            dropOthers(name, archive);
            if (!mayRecord && !Files.exists(archive)) {
                return List.of();
            }
            return List.of(
                    Files.exists(archive) ? "-XX:AOTCache=" + archive : "-XX:AOTCacheOutput=" + archive + RECORDING,
                    // An archive that can't be used is no reason for lines in the log.
                    "-Xlog:aot*=off",
                    "-Xlog:cds*=off");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a part, when it ends, will write an archive first. */
    boolean isRecording(String name) {
        return used && archives(name).isEmpty();
    }

    /** Takes what a part that has ended left; what a killed one left half-written was never given its name. */
    void keep(String name) {
        for (Path recording : files(name, RECORDING)) {
            Path archive = directory.resolve(recording.getFileName().toString().replace(RECORDING, ""));
            try {
                Files.move(recording, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void dropOthers(String name, Path archive) throws IOException {
        for (Path other : Stream.concat(archives(name).stream(), files(name, RECORDING).stream())
                .toList()) {
            if (!other.equals(archive)) {
                Files.deleteIfExists(other);
            }
        }
    }

    private List<Path> archives(String name) {
        return files(name, ".aot");
    }

    private List<Path> files(String name, String suffix) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "@"))
                    .filter(file -> file.getFileName().toString().endsWith(suffix))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fileName(String name, Path jar) throws IOException {
        return name + "@" + Long.toHexString(Files.getLastModifiedTime(jar).toMillis()) + ".aot";
    }
}
