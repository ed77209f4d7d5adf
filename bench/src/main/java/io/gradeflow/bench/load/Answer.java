package io.gradeflow.bench.load;

/**
 * What came back for a call.
 *
 * @param status 0 where nothing came
 * @param failure why nothing came, else empty
 */
public record Answer(int status, byte[] body, String failure) {

    static Answer none(String failure) {
        return new Answer(0, new byte[0], failure);
    }
}
