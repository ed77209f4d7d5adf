package io.gradeflow.platform.live;

/** What a client is told when it differs from what it was told last. */
public interface LiveState {

    /** The event's type in the stream. */
    String event();

    /** Whether nothing follows, so that the stream ends. */
    boolean isLast();
}
