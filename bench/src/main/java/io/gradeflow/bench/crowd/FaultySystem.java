package io.gradeflow.bench.crowd;

import java.net.URI;

/** A whole system whose parts can be made to fail. */
public interface FaultySystem {

    /** The door, without a path. */
    URI web();

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
}
