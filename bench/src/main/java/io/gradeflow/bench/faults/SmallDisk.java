package io.gradeflow.bench.faults;

import io.gradeflow.bench.BenchException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file system of a directory's own that is small enough to be filled, kept in memory (tmpfs). Only whoever may mount can have one,
 * which is root on Linux.
 */
final class SmallDisk implements AutoCloseable {

    private static final int MEGABYTES = 2_048;
    private static final int PIECE = 1024 * 1024;
    private static final String MOUNTS = "/proc/self/mounts";

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** @return empty where this user can't mount */
    static Optional<SmallDisk> on(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new BenchException(directory + " can't be made: " + e.getMessage(), e);
        }
        return run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "gradeflow-faults", directory.toString())
                ? Optional.of(new SmallDisk(directory))
                : Optional.empty();
    }

    /** Takes away what a run that was killed has left mounted there. */
    static void unmountLeftover(Path directory) {
        Path mounts = Path.of(MOUNTS);
        try {
            if (Files.isReadable(mounts)
                    && Files.readAllLines(mounts).stream()
                            .anyMatch(line -> line.startsWith("gradeflow-faults " + directory + " "))) {
                new SmallDisk(directory).close();
            }
        } catch (IOException e) {
            throw new BenchException("What is mounted can't be read: " + e.getMessage(), e);
        }
    }

    /** Leaves no room for anything. */
    void fill() {
        byte[] piece = new byte[PIECE];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            for (int megabyte = 0; megabyte <= MEGABYTES; megabyte++) {
                ballast.write(piece);
            }
            throw new BenchException(directory + " has more room than it should.");
        } catch (IOException _) {
            // No space left on device.
        }
    }

    void empty() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new BenchException(ballast() + " can't be removed: " + e.getMessage(), e);
        }
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    @Override
    public void close() {
        if (!run("umount", directory.toString())) {
            throw new BenchException("umount " + directory + " failed; do it by hand before the next run.");
        }
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }
}
