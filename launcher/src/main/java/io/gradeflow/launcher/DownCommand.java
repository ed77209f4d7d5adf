package io.gradeflow.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stop all that up started, and only that. Data stays.")
final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Local local = new Local();
        if (local.stack().running().isEmpty()) {
            local.stack().down(what -> {});
            System.out.println("Gradeflow is not running.");
            return 0;
        }
        System.err.print("Stopping");
        local.stack().down(what -> System.err.print(" ... " + what));
        System.err.println(" ... done");
        return 0;
    }
}
