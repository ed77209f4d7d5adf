package io.gradeflow.devstack.local;

/** The stack can't do what was asked; the message says why and what to do. */
public final class LocalStackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LocalStackException(String message) {
        super(message);
    }

    LocalStackException(String message, Throwable cause) {
        super(message, cause);
    }
}
