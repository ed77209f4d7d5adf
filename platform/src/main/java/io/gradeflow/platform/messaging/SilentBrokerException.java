package io.gradeflow.platform.messaging;

/** The broker gives nothing of what it says it has, in a sentence for whoever waits for it. */
public final class SilentBrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SilentBrokerException(String sentence) {
        super(sentence);
    }
}
