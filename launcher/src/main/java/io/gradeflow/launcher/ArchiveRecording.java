package io.gradeflow.launcher;

import io.gradeflow.bench.system.OwnStack;
import io.gradeflow.devstack.local.LocalPorts;
import io.gradeflow.devstack.local.LocalStack;
import io.gradeflow.launcher.demo.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lets a packaged service work once in a whole system, and ends it in order, so that its JVM writes what makes its start and its first
 * answers quick. For the making of images: the service runs where and how it will run there, the rest of the system from the built tree
 * that {@code gradeflow.root} names.
 */
public final class ArchiveRecording {

    private static final int LAST_LINES = 40;

    private ArchiveRecording() {}

    /**
     * Exits with a stack trace, and the last that the service said, unless it worked, ended in order and left the archive.
     *
     * @param arguments the service's name, the archive's file, and the command line that runs the service and writes the archive
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            throw new Launcher.UserException("Name a service, the archive's file and the command that writes it.");
        }
        record(arguments[0], List.of(arguments).subList(2, arguments.length));
        if (!Files.exists(Path.of(arguments[1]))) {
            throw new Launcher.UserException(arguments[0] + " ended without leaving " + arguments[1] + ".");
        }
    }

    private static void record(String service, List<String> command) throws IOException {
        LocalStack stack = LocalStack.recording(
                Local.root(), Files.createTempDirectory("gradeflow-recording"), LocalPorts.free(), service, command);
        try (OwnStack own = OwnStack.start(stack, OwnStack.Ground.NONE, ArchiveRecording::say)) {
            Local local = new Local(Local.root(), stack);
            local.up(1);
            new Rehearsal(local).run();
            own.change(() -> stack.stop(service));
        } catch (RuntimeException e) {
            Path log = stack.log(service);
            if (Files.exists(log)) {
                List<String> lines = Files.readAllLines(log);
                lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                        .forEach(ArchiveRecording::say);
            }
            throw e;
        }
    }

    private static void say(String what) {
        System.err.println("... " + what);
    }
}
