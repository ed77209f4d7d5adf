package io.gradeflow.platform.problem;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Ends a call with a problem before any resource has seen it. */
public final class RawProblem {

    private RawProblem() {}

    public static void answer(RoutingContext call, ProblemException problem) {
        problem.headers().forEach((name, value) -> call.response().putHeader(name, value));
        call.response()
                .setStatusCode(problem.code().status())
                .putHeader("Content-Type", Problems.MEDIA_TYPE)
                .end(new JsonObject(Problems.body(problem.code(), problem.detail(), problem.members())).encode());
    }
}
