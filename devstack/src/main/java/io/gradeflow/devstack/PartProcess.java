package io.gradeflow.devstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A part as a process of its own: {@code <data directory> <port>} as arguments, one line on standard output when it is
 * ready, a clean end on SIGTERM, and exit code 1 with a plain sentence when it can't start.
 */
final class PartProcess {

    @FunctionalInterface
    interface Starter {
        Part start(Path dataDirectory, int port);
    }

    private PartProcess() {}

    static void run(String name, String[] arguments, Starter starter) {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logger.getLogger("").setLevel(Level.WARNING);
        if (arguments.length != 2) {
            throw exit("Usage: %s <data directory> <port, 0 for a free one>".formatted(name), 2);
        }
        long started = System.nanoTime();
        Part part = start(name, arguments, starter);
        Runtime.getRuntime().addShutdownHook(new Thread(part::close, name + "-end"));
        long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
        System.out.printf("%s ready on %s after %d ms%n", name, part.address(), millis);
        stay();
    }

    /** Not every part has a thread of its own here that would keep the JVM alive. */
    private static void stay() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Part start(String name, String[] arguments, Starter starter) {
        try {
            return starter.start(Path.of(arguments[0]).toAbsolutePath(), Integer.parseInt(arguments[1]));
        } catch (PortTakenException e) {
            throw exit(e.getMessage(), 1);
        } catch (RuntimeException e) {
            e.printStackTrace();
            throw exit("%s did not start: %s".formatted(name, e.getMessage()), 1);
        }
    }

    /** Never returns; declared to, so that callers can say {@code throw}. */
    private static IllegalStateException exit(@Nullable String sentence, int code) {
        System.err.println(sentence);
        System.exit(code);
        return new IllegalStateException(sentence);
    }
}
