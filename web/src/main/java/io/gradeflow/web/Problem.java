package io.gradeflow.web;

import io.vertx.core.json.JsonObject;

/** The problems (RFC 9457) that the door itself answers with. */
final class Problem {

    static final String MEDIA_TYPE = "application/problem+json";

    private Problem() {}

    static String notFound() {
        return problem("not-found", 404, "There is nothing here", "No collection has this address; see /q/swagger-ui.");
    }

    static String unreachable(Upstream upstream) {
        return problem(
                "unavailable",
                503,
                "A part that this call needs can't be reached now",
                upstream.serviceName()
                        + " doesn't answer; try again in a moment. Repeating a call that changes something is"
                        + " safe where the API says so.");
    }

    static String tooManyWithoutToken() {
        return problem(
                "too-many-calls",
                429,
                "There were too many calls without a valid token in a short time",
                "Send a bearer token that is valid: calls with one aren't counted by address. Else go on after the seconds that"
                        + " Retry-After says.");
    }

    private static String problem(String code, int status, String title, String detail) {
        return new JsonObject()
                .put("type", "https://gradeflow.io/problems/" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("code", code)
                .encode();
    }
}
