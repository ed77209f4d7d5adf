package io.gradeflow.platform.problem;

/** A kind of error that clients can tell apart; each service lists its own in one enum. */
public interface ErrorCode {

    /** Stable, lower case, words apart by hyphens; the problem's {@code type} ends with it. */
    String code();

    /** The HTTP status, 400 to 599. */
    int status();

    /** The same for every occurrence, a short sentence without a full stop. */
    String title();
}
