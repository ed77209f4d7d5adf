package io.gradeflow.bench.load;

import io.vertx.core.http.HttpMethod;

/**
 * A call that is ready to be sent.
 *
 * @param path with its query, after the address of the system
 * @param body JSON
 * @param accepted the media type that the answer shall have
 */
public record Call(HttpMethod method, String path, String token, byte[] body, String accepted) {

    private static final String JSON = "application/json";

    public static Call get(String path, String token, String accepted) {
        return new Call(HttpMethod.GET, path, token, new byte[0], accepted);
    }

    public static Call put(String path, String token, byte[] body) {
        return new Call(HttpMethod.PUT, path, token, body, JSON);
    }

    public static Call post(String path, String token, byte[] body) {
        return new Call(HttpMethod.POST, path, token, body, JSON);
    }
}
