package io.gradeflow.systemtests;

import java.net.URI;
import java.util.List;

/** The whole system as its users meet it, wherever it runs. */
interface SystemUnderTest extends AutoCloseable {

    /** The door, without a path. */
    URI web();

    /** Who gives its tokens. */
    URI issuer();

    String bootstrapServers();

    /** A bearer token in compact form. */
    String token(String user, String... roles);

    /** Ends a part's process as a crash would. */
    void kill(String part);

    /** Starts a part that doesn't run, and returns when it takes requests. */
    void start(String part);

    /** Runs a command of the launcher against this system, as a user would. */
    Command command(List<String> arguments);

    @Override
    void close();

    /** A command that runs. */
    interface Command {

        /** What it has printed so far. */
        String output();

        boolean isRunning();

        /** Waits for its end and gives its exit code. */
        int exitCode();
    }
}
