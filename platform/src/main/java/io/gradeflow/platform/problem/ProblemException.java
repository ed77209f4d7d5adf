package io.gradeflow.platform.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ends a request with a problem. The detail says what was wrong and what to do; it reaches the client as it is. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final String detail;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public ProblemException(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    /** Names the offending field of the body, or query parameter. */
    public ProblemException field(String name) {
        return with("field", name);
    }

    /** Adds an extension member to the problem. */
    public ProblemException with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** Asks the client to come back after so many seconds. */
    public ProblemException retryAfter(int seconds) {
        headers.put("Retry-After", Integer.toString(seconds));
        return this;
    }

    public ErrorCode code() {
        return code;
    }

    String detail() {
        return detail;
    }

    Map<String, Object> members() {
        return members;
    }

    Map<String, String> headers() {
        return headers;
    }
}
