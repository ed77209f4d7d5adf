package io.gradeflow.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where PostgreSQL keeps its data and its unpacked binaries.
 *
 * @param data the cluster; never below {@code binaries}, where directories that look abandoned are removed
 * @param binaries may be shared by several servers
 */
public record PostgresDirectory(Path data, Path binaries) {

    private static final int END_LIMIT_SECONDS = 15;

    public PostgresDirectory {
        if (data.startsWith(binaries)) {
            throw new IllegalArgumentException("The data would lie among the binaries: " + data);
        }
    }

    public static PostgresDirectory of(Path directory) {
        return new PostgresDirectory(directory.resolve("data"), directory.resolve("binaries"));
    }

    /** The server that works on this data, though the JVM that started it may be gone. */
    public Optional<ProcessHandle> server() {
        return postmasterId()
                .flatMap(ProcessHandle::of)
                // The number in the file outlives the process, and after a reboot it is somebody else's.
                .filter(process -> process.info()
                        .command()
                        .map(command -> Path.of(command).startsWith(binaries))
                        .orElse(false));
    }

    /** Ends, in order if it can be had, a server whose JVM is gone. */
    public void endOrphan() {
        server().ifPresent(PostgresDirectory::end);
    }

    /**
     * Ends the server and all its processes at once, as a crash would (SIGKILL). What works on the data ends with it: a server
     * doesn't start as long as one of its predecessor's processes is left.
     */
    public void kill() {
        server().ifPresent(server -> {
            List<ProcessHandle> processes =
                    Stream.concat(Stream.of(server), server.descendants()).toList();
            processes.forEach(ProcessHandle::destroyForcibly);
            processes.forEach(process -> process.onExit()
                    .orTimeout(END_LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join());
        });
    }

    /** An initialisation that was killed half-way has left a directory that no server can use, with no data in it. */
    void dropUnfinished() throws IOException {
        if (Files.exists(data) && !Files.exists(finished())) {
            deleteTree(data);
        }
    }

    void markFinished() throws IOException {
        if (!Files.exists(finished())) {
            Files.createFile(finished());
        }
    }

    private Path finished() {
        return data.resolveSibling(data.getFileName() + ".initialised");
    }

    private Optional<Long> postmasterId() {
        Path file = data.resolve("postmaster.pid");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().map(line -> Long.parseLong(line.strip()));
        } catch (java.nio.file.NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(ProcessHandle server) {
        try {
            // SIGINT: open connections are broken off. SIGTERM would wait for clients, which may never go.
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
            server.onExit()
                    .orTimeout(END_LIMIT_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(_ -> killed(server))
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was ending", e);
        } catch (CompletionException e) {
            throw new IllegalStateException("A PostgreSQL of an earlier run does not end: process " + server.pid(), e);
        }
    }

    private static ProcessHandle killed(ProcessHandle server) {
        server.destroyForcibly();
        return server.onExit().orTimeout(END_LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
