package io.gradeflow.grader.grading;

import io.gradeflow.platform.messaging.OutgoingEvent;
import io.gradeflow.platform.tracing.Spans;
import java.util.List;

/** What a batch came to, in the order of its answers, and the spans of the work on it, which end when this is closed: once all is sent. */
record Graded(List<OutgoingEvent> events, List<Spans> spans) implements AutoCloseable {

    /** Of all shares of a batch. */
    static Graded of(List<Graded> shares) {
        return new Graded(
                shares.stream().flatMap(share -> share.events().stream()).toList(),
                shares.stream().flatMap(share -> share.spans().stream()).toList());
    }

    @Override
    public void close() {
        spans.forEach(Spans::close);
    }
}
