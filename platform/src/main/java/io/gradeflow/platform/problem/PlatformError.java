package io.gradeflow.platform.problem;

/** The errors that every service answers in the same way. */
public enum PlatformError implements ErrorCode {
    MALFORMED_JSON("malformed-json", 400, "The body is not the JSON that this call reads"),
    INVALID_FIELD("invalid-field", 400, "A field has a value that is not allowed"),
    BODY_MISSING("body-missing", 400, "The call needs a body"),
    INVALID_CURSOR("invalid-cursor", 400, "The cursor is none that this service gave out"),
    INVALID_LIMIT("invalid-limit", 400, "The limit is outside its range"),
    UNAUTHENTICATED("unauthenticated", 401, "The call needs a valid bearer token"),
    FORBIDDEN("forbidden", 403, "The token's roles don't allow this call"),
    NOT_FOUND("not-found", 404, "There is nothing here"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This address doesn't take that method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "The answer has none of the accepted media types"),
    BODY_TOO_LARGE("body-too-large", 413, "The body is larger than this call takes"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body has a media type that this call doesn't read"),
    TOO_MANY_CALLS("too-many-calls", 429, "There were too many calls in a short time"),
    BAD_REQUEST("bad-request", 400, "The request can't be understood"),
    INTERNAL("internal-error", 500, "Something failed that should not have"),
    UNAVAILABLE("unavailable", 503, "A part that this call needs can't be reached now");

    private final String code;
    private final int status;
    private final String title;

    PlatformError(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
