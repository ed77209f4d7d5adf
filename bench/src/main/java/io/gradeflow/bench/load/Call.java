package io.gradeflow.bench.load;

import io.vertx.core.http.HttpMethod;

/**
 * A call that is ready to be sent.
 *
 * @param path with its query, after the address of the system
 * @param body JSON
 */
public record Call(HttpMethod method, String path, String token, byte[] body) {

    public static Call put(String path, String token, byte[] body) {
        return new Call(HttpMethod.PUT, path, token, body);
    }

    public static Call post(String path, String token, byte[] body) {
        return new Call(HttpMethod.POST, path, token, body);
    }
}
