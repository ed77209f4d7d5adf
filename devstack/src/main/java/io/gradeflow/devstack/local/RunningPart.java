package io.gradeflow.devstack.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * A process that a stack started, remembered in a file, so that another run of the launcher finds it again.
 *
 * @param startedAt as the operating system says; a number that another process has got since is not taken for it
 */
public record RunningPart(String name, long pid, Instant startedAt, int port) {

    private static final Duration CLOCK_SHIFT = Duration.ofSeconds(2);

    public PartKind kind() {
        return PartKind.ofName(name);
    }

    /** The process, if it lives. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info().startInstant().map(this::isMine).orElse(false));
    }

    /** The system counts from its own start, whose time shifts a little when the clock is set. */
    private boolean isMine(Instant start) {
        return Duration.between(startedAt, start).abs().compareTo(CLOCK_SHIFT) <= 0;
    }

    public boolean isAlive() {
        return process().isPresent();
    }

    static RunningPart of(String name, ProcessHandle process, int port) {
        return new RunningPart(
                name, process.pid(), process.info().startInstant().orElse(Instant.EPOCH), port);
    }

    void write(Path file) {
        Properties properties = new Properties();
        properties.setProperty("name", name);
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("startedAt", startedAt.toString());
        properties.setProperty("port", Integer.toString(port));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RunningPart read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return new RunningPart(
                    properties.getProperty("name", ""),
                    Long.parseLong(properties.getProperty("pid", "0")),
                    Instant.parse(properties.getProperty("startedAt", Instant.EPOCH.toString())),
                    Integer.parseInt(properties.getProperty("port", "0")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new LocalStackException("Can't read " + file + "; remove it if nothing of Gradeflow runs.", e);
        }
    }
}
