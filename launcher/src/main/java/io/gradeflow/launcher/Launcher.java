package io.gradeflow.launcher;

import io.gradeflow.bench.BenchCommand;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.faults.FaultsCommand;
import io.gradeflow.devstack.local.LocalStackException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands of {@code ./gradeflow} but {@code test}, which the script hands to Maven. */
@Command(
        name = "gradeflow",
        description = "Practise and sit certification-style exams, on this machine.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            ResponsesCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            FaultsCommand.class,
            TestCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {"", "Data, logs and what runs are kept in .gradeflow/. The README says more."})
public final class Launcher implements Callable<Integer> {

    /** Something a command can't do; said to the user in a sentence, without a stack trace. */
    public static final class UserException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public UserException(String message) {
            super(message);
        }
    }

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        CommandLine line = new CommandLine(new Launcher())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Launcher::explain);
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }

    private static int explain(Exception exception, CommandLine line, CommandLine.ParseResult result) throws Exception {
        if (exception instanceof UserException
                || exception instanceof LocalStackException
                || exception instanceof BenchException) {
            line.getErr().println(exception.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw exception;
    }
}
