package io.gradeflow.bench.load;

import io.vertx.core.buffer.Buffer;

/**
 * What came back for a call.
 *
 * @param status 0 where nothing came
 * @param failure why nothing came, else empty
 */
public record Answer(int status, Buffer body, String failure) {

    static Answer none(String failure) {
        return new Answer(0, Buffer.buffer(), failure);
    }

    /** What came instead of this status, in a word or two; empty if it was this. */
    public String otherThan(int expected) {
        return status == expected ? "" : status == 0 ? failure : Integer.toString(status);
    }
}
