package io.gradeflow.platform.messaging;

/** The database has lost what was stored last; see {@link LostTail}. */
final class TailLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TailLostException(String message) {
        super(message);
    }
}
