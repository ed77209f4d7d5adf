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
}
