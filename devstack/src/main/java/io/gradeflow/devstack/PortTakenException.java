package io.gradeflow.devstack;

/** Somebody else listens on a port that a part was told to use. */
public final class PortTakenException extends RuntimeException {

    PortTakenException(int port, String wantedBy) {
        super("Port %d is taken by another process, and %s needs it.".formatted(port, wantedBy));
    }
}
