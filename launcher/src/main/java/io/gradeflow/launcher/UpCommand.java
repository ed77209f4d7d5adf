package io.gradeflow.launcher;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Start everything; a system without a bank gets the sample.")
final class UpCommand implements Callable<Integer> {

    @Option(names = "--detach", description = "Return when it is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--fresh", description = "Begin without any data. What was there is removed.")
    private boolean fresh;

    @Option(names = "--graders", defaultValue = "1", description = "How many graders to run (default 1).")
    private int graders;

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
            new CountDownLatch(1).await();
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

    private static void stop(Local local) {
        System.err.println();
        System.err.print("Stopping");
        local.stack().down(what -> System.err.print(" ... " + what));
        System.err.println(" ... done");
    }
}
