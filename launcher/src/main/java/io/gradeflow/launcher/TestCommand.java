package io.gradeflow.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Here for the help alone: the script runs Maven before any of this is built. */
@Command(name = "test", description = "Run every test; --quick leaves out those of the whole system.")
final class TestCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new Launcher.UserException("Run ./gradeflow test, which the script hands to Maven.");
    }
}
