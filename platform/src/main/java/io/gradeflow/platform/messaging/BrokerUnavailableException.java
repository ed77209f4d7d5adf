package io.gradeflow.platform.messaging;

/** Not every record was acknowledged: some may have arrived, and all must be sent again. */
public final class BrokerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
