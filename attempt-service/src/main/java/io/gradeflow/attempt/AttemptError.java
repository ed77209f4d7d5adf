package io.gradeflow.attempt;

import io.gradeflow.platform.problem.ErrorCode;
import io.gradeflow.platform.problem.ProblemException;
import java.util.UUID;

/** What can go wrong for a caller of attempt-service. */
public enum AttemptError implements ErrorCode {
    BANK_UNKNOWN("bank-unknown", 404, "There is no such bank"),
    BANK_LOADING("bank-loading", 503, "The bank's newest questions are still on their way"),
    BANK_EMPTY("bank-empty", 409, "The bank has no question that fits"),
    NOT_ENOUGH_QUESTIONS("not-enough-questions", 409, "The bank has fewer questions than asked for"),
    MODE_NOT_ALLOWED("mode-not-allowed", 409, "The bank doesn't allow this mode"),
    BLUEPRINT_UNKNOWN("blueprint-unknown", 404, "The bank has no such blueprint"),
    NOTHING_TO_REVIEW("nothing-to-review", 409, "There is nothing to review"),
    EXAM_OPEN("exam-open", 409, "An exam over this bank is open"),
    NOT_PAUSABLE("not-pausable", 409, "This mode knows no pause"),
    ATTEMPT_PAUSED("attempt-paused", 409, "The attempt is paused"),
    ATTEMPT_UNKNOWN("attempt-unknown", 404, "There is no such attempt of yours"),
    ATTEMPT_FINISHED("attempt-finished", 409, "The attempt is finished"),
    POSITION_UNKNOWN("position-unknown", 404, "The attempt has no question at this position"),
    INVALID_RESPONSE("invalid-response", 400, "The response doesn't fit the question"),
    ANSWER_FINAL("answer-final", 409, "The answer is graded and can't change any more"),
    ANSWER_LATE("answer-late", 409, "The answer came after the deadline"),
    QUESTION_UNKNOWN("question-unknown", 404, "There is no such revision of a question"),
    RECEIPT_INVALID("receipt-invalid", 400, "The receipt is not genuine"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The idempotency key belongs to another request"),
    SITTING_UNKNOWN("sitting-unknown", 404, "There is no such sitting for you"),
    SITTING_CLOSED("sitting-closed", 409, "The sitting is not open now"),
    SITTING_BEGUN("sitting-begun", 409, "The sitting has begun"),
    ACCESS_CODE_WRONG("access-code-wrong", 403, "The access code is missing or wrong"),
    TOO_MANY_TRIES("too-many-tries", 429, "The access code was wrong too often"),
    NO_ATTEMPT_LEFT("no-attempt-left", 409, "No attempt is left"),
    LEARNER_UNKNOWN("learner-unknown", 404, "There is no such learner for you"),
    LEARNER_ERASED("learner-erased", 409, "The learner's personal data is erased"),
    ERASURE_UNKNOWN("erasure-unknown", 404, "Nobody has asked to erase that"),
    COHORT_UNKNOWN("cohort-unknown", 404, "There is no such cohort of yours"),
    NOT_ENDED("not-ended", 409, "The attempt is not over"),
    ALREADY_VOIDED("already-voided", 409, "The attempt is voided"),
    ATTEMPT_VOIDED("attempt-voided", 409, "The attempt is voided"),
    NOTHING_LATE("nothing-late", 409, "No late answer waits"),
    RESULTS_LATER("results-later", 409, "The results come later"),
    NO_RESPONSES("no-responses", 400, "The stream holds no responses"),
    HEADINGS_INVALID("headings-invalid", 400, "The table has headings that this call doesn't read"),
    STREAM_BROKEN_OFF("stream-broken-off", 400, "The stream broke off"),
    TOO_MANY_STREAMS("too-many-streams", 429, "Too many of your streams are open"),
    STREAMS_FULL("streams-full", 503, "This instance has as many streams as it can hold");

    private final String code;
    private final int status;
    private final String title;

    AttemptError(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** Nothing begins any more for somebody whose data is erased. */
    public static ProblemException erased() {
        return new ProblemException(
                LEARNER_ERASED,
                "It was asked to erase what is stored of this learner, so nothing is begun or changed for the id any more;"
                        + " a new account has another one.");
    }

    /** The same for an attempt that doesn't exist and for one that isn't the caller's. */
    public static ProblemException unknown(UUID attemptId) {
        return new ProblemException(ATTEMPT_UNKNOWN, "No attempt " + attemptId + " belongs to the token's learner.");
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
