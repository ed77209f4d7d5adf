package io.gradeflow.bench.faults;

import io.gradeflow.bench.BenchException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file system of a directory's own that is small enough to be filled, kept in memory (tmpfs). Only whoever may mount can have one,
 * which is root on Linux.
 */
final class SmallDisk implements AutoCloseable {

    private static final int MEGABYTES = 512;
    private static final int PIECE = 64 * 1024;
    private static final long ROOM_OF_NOTHING = 2L * PIECE;
    private static final String NAME = "gradeflow-faults";
    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** @return empty where this user can't mount */
    static Optional<SmallDisk> on(Path directory) {
        try {
            Path real = Files.createDirectories(directory).toRealPath();
            return run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", NAME, real.toString())
                    ? Optional.of(new SmallDisk(real))
                    : Optional.empty();
        } catch (IOException e) {
            throw new BenchException(directory + " can't be made: " + e.getMessage(), e);
        }
    }

    /** Takes away what a run that was killed has left mounted there. */
    static void unmountLeftover(Path directory) {
        try {
            if (Files.isReadable(MOUNTS) && Files.isDirectory(directory)) {
                Path real = directory.toRealPath();
                if (isMounted(Files.readAllLines(MOUNTS), real)) {
                    new SmallDisk(real).close();
                }
            }
        } catch (IOException e) {
            throw new BenchException("What is mounted can't be read: " + e.getMessage(), e);
        }
    }

    /** @param mounts lines of {@code /proc/self/mounts}, in which some characters of a path stand as octal numbers */
    static boolean isMounted(List<String> mounts, Path directory) {
        String escaped = directory
                .toString()
                .replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
        return mounts.stream().anyMatch(line -> line.startsWith(NAME + " " + escaped + " "));
    }

    /**
     * Leaves no room for anything.
     *
     * @throws BenchException if there is some nevertheless
     */
    void fill() {
        byte[] piece = new byte[PIECE];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            for (long written = 0; written <= MEGABYTES * 1024L * 1024L; written += PIECE) {
                ballast.write(piece);
            }
        } catch (IOException _) {
            // No space left on device, which is looked at.
        }
        if (room() > ROOM_OF_NOTHING) {
            throw new BenchException(directory + " could not be filled: there is room for " + room() + " bytes.");
        }
    }

    void empty() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new BenchException(ballast() + " can't be removed: " + e.getMessage(), e);
        }
    }

    boolean isHalfFull() {
        return room() < MEGABYTES * 1024L * 1024L / 2;
    }

    private long room() {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new BenchException("The room in " + directory + " is not told: " + e.getMessage(), e);
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
