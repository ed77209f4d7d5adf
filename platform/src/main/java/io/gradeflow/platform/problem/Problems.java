package io.gradeflow.platform.problem;

import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds the response of a problem. */
final class Problems {

    static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE_PREFIX = "https://gradeflow.io/problems/";

    private Problems() {}

    static Response of(ErrorCode code, String detail) {
        return of(code, detail, Map.of(), Map.of());
    }

    static Response of(ProblemException problem) {
        return of(problem.code(), problem.detail(), problem.members(), problem.headers());
    }

    static Response of(ErrorCode code, String detail, Map<String, Object> members, Map<String, String> headers) {
        Response.ResponseBuilder response =
                Response.status(code.status()).type(MEDIA_TYPE).entity(body(code, detail, members));
        headers.forEach(response::header);
        return response.build();
    }

    static Map<String, Object> body(ErrorCode code, String detail, Map<String, Object> members) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE_PREFIX + code.code());
        body.put("title", code.title());
        body.put("status", code.status());
        body.put("detail", detail);
        body.put("code", code.code());
        body.putAll(members);
        return body;
    }
}
