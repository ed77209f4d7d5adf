package io.gradeflow.systemtests;

import io.gradeflow.bench.crowd.FaultySystem;
import io.gradeflow.devstack.LocalUser;
import java.net.URI;
import java.util.List;

/** The whole system as its users meet it, wherever it runs. */
interface SystemUnderTest extends FaultySystem, AutoCloseable {

    /** Who gives its tokens. */
    URI issuer();

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
