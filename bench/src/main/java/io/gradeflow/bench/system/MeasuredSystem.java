package io.gradeflow.bench.system;

import io.gradeflow.bench.BenchException;
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

    /** Empty where the system is somebody else's. */
    Optional<Insides> insides();

    /**
     * The same for whoever can't do without.
     *
     * @param benchmark for which it is
     * @throws BenchException if the system is somebody else's
     */
    default Insides requireInsides(String benchmark) {
        return insides()
                .orElseThrow(() -> new BenchException(benchmark
                        + " writes to the log and the database themselves, which only a system started for it"
                        + " allows; leave --url away."));
    }

    @Override
    void close();
}
