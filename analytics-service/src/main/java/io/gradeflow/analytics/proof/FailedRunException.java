package io.gradeflow.analytics.proof;

/** Why a run can't come to an end, in a sentence for whoever asked for it. */
final class FailedRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FailedRunException(String sentence) {
        super(sentence);
    }
}
