package io.gradeflow.bench.system;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The system that is measured. */
public interface MeasuredSystem extends AutoCloseable {

    /** For the report. */
    String description();

    /** The door, without a path. */
    URI web();

    /** attempt-service itself, past the door; empty where nobody said where it is. */
    Optional<URI> attemptService();

    Tokens tokens();

    /** The processes of its parts, by name, as far as they run on this machine. */
    Map<String, ProcessHandle> processes();

    @Override
    void close();
}
