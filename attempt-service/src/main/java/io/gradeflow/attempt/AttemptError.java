package io.gradeflow.attempt;

import io.gradeflow.platform.problem.ErrorCode;

/** What can go wrong for a caller of attempt-service. */
public enum AttemptError implements ErrorCode {
    BANK_UNKNOWN("bank-unknown", 404, "There is no such bank"),
    BANK_LOADING("bank-loading", 503, "The bank's newest questions are still on their way"),
    BANK_EMPTY("bank-empty", 409, "The bank has no question that fits"),
    NOT_ENOUGH_QUESTIONS("not-enough-questions", 409, "The bank has fewer questions than asked for"),
    MODE_NOT_ALLOWED("mode-not-allowed", 409, "The bank doesn't allow this mode"),
    ATTEMPT_UNKNOWN("attempt-unknown", 404, "There is no such attempt of yours"),
    ATTEMPT_FINISHED("attempt-finished", 409, "The attempt is finished"),
    POSITION_UNKNOWN("position-unknown", 404, "The attempt has no question at this position"),
    INVALID_RESPONSE("invalid-response", 400, "The response doesn't fit the question"),
    ANSWER_FINAL("answer-final", 409, "The answer is graded and can't change any more");

    private final String code;
    private final int status;
    private final String title;

    AttemptError(String code, int status, String title) {
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
