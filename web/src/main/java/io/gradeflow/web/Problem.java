package io.gradeflow.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The problems (RFC 9457) that the door itself answers with. */
record Problem(String code, int status, String title, String detail) {

    private static final String RETRY_AFTER_SECONDS = "2";

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem notFound() {
        return new Problem(
                "not-found", 404, "There is nothing here", "No collection has this address; see /q/swagger-ui.");
    }

    static Problem unreachable(Upstream upstream) {
        return new Problem(
                "unavailable",
                503,
                "A part that this call needs can't be reached now",
                upstream.serviceName()
                        + " doesn't answer; try again in a moment. Repeating a call that changes something is"
                        + " safe where the API says so.");
    }

    static Problem tooManyWithoutToken() {
        return new Problem(
                "too-many-calls",
                429,
                "There were too many calls without a valid token in a short time",
                "Send a bearer token that is valid: calls with one aren't counted by address. Else go on after the seconds that"
                        + " Retry-After says.");
    }

    static Problem issuerAway() {
        return new Problem(
                "unavailable",
                503,
                "The session can't be looked up now",
                "The issuer of tokens doesn't answer; try again in a moment. The session stays as it is.");
    }

    static Problem signedOut() {
        return new Problem(
                "signed-out", 401, "Nobody is signed in", "Sign in at /session/sign-in, or send a bearer token.");
    }

    static Problem crossSite(String header) {
        return new Problem(
                "cross-site",
                403,
                "The call doesn't come from a page of this site",
                "A call with the session's cookie that changes something carries the header " + header
                        + ", and none is caused by another site. Scripts send a bearer token in its place.");
    }

    String json() {
        return new JsonObject()
                .put("type", "https://gradeflow.io/problems/" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("code", code)
                .encode();
    }

    void answer(RoutingContext call) {
        call.response()
                .setStatusCode(status)
                .putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store");
        if (status == 503) {
            call.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        call.response().end(json());
    }
}
