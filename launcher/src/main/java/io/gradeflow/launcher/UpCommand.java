package io.gradeflow.launcher;

import io.gradeflow.devstack.local.RunningPart;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Start everything; a system without a bank gets the sample.")
final class UpCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(250);

    @Option(names = "--detach", description = "Return when it is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--fresh", description = "Begin without any data. What was there is removed.")
    private boolean fresh;

    @Option(names = "--graders", defaultValue = "1", description = "How many graders to run (default 1).")
    private int graders;

    /** Set by whoever notices the end first, Ctrl-C or that nothing lives any more, and sees to what is left. */
    private final AtomicBoolean ended = new AtomicBoolean();

    @Override
    public Integer call() throws Exception {
        if (graders < 1 || graders > 12) {
            throw new Launcher.UserException("--graders takes 1 to 12: no more than there are partitions.");
        }
        Local local = new Local();
        if (fresh) {
            local.stack().down(what -> {});
            local.stack().wipe();
        }
        boolean wasUp = local.stack().isUp();
        long started = System.nanoTime();
        Thread end = new Thread(() -> stop(local), "stack-end");
        if (!detach && !wasUp) {
            Runtime.getRuntime().addShutdownHook(end);
        }
        local.up(graders);
        if (wasUp) {
            System.out.println("Gradeflow is up already.");
        } else {
            System.out.printf(
                    "Gradeflow is up after %.1f s.%n",
                    Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0);
        }
        tell(local);
        if (!detach && !wasUp) {
            System.out.println("Ctrl-C ends it.");
            awaitEnd(local);
        }
        return 0;
    }

    private static void tell(Local local) {
        System.out.printf(
                """

                  Start page   %1$s
                  API          %1$s/api/v1
                  API docs     %1$s/q/swagger-ui
                  Issuer       %2$s
                  Logs         %3$s

                A token:  ./gradeflow token --user ada --role learner
                """, local.webUrl(), local.stack().issuer(), local.stack().log("*"));
    }

    /** Until nothing of it lives: another command ended it, or it died. What somebody starts afterwards is not this one's to stop. */
    private void awaitEnd(Local local) throws InterruptedException {
        List<RunningPart> parts = local.stack().running();
        while (parts.stream().anyMatch(RunningPart::isAlive)) {
            Thread.sleep(LOOK);
        }
        if (ended.compareAndSet(false, true)) {
            if (local.stack().running().isEmpty()) {
                // Parts that were killed leave processes behind.
                local.stack().down(what -> {});
            }
            System.out.println("Nothing of it runs any more.");
        }
    }

    private void stop(Local local) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        System.err.println();
        System.err.print("Stopping");
        local.stack().down(what -> System.err.print(" ... " + what));
        System.err.println(" ... done");
    }
}
