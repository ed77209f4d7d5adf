package io.gradeflow.systemtests;

import io.gradeflow.devstack.LocalUser;
import java.net.URI;
import java.util.List;

/** The whole system as its users meet it, wherever it runs. */
interface SystemUnderTest extends AutoCloseable {

    /** The door, without a path. */
    URI web();

    /** Who gives its tokens. */
    URI issuer();

    /** Where a running service itself listens, past the door. */
    URI address(String part);

    String bootstrapServers();

    /** A bearer token in compact form. */
    String token(String user, String... roles);

    /** Ends a part's process as a crash would. */
    void kill(String part);

    /** Asks a part to end, and returns when it has. */
    void stop(String part);

    /**
     * Starts a part that doesn't run, and returns when it takes requests. A name with a number, such as {@code
     * attempt-service-2}, is one more of that kind.
     */
    void start(String part);

    /** What a part has logged since it was started last. */
    String log(String part);

    /** The bearer token of somebody who may belong to cohorts. */
    String token(LocalUser user);

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
