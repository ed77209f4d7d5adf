package io.gradeflow.attempt.importing;

import java.util.Locale;

/** What can be wrong with a line. */
enum Fault {
    MALFORMED_JSON,
    MALFORMED_CSV,
    NOT_UTF_8,
    LINE_TOO_LONG,
    MISSING_FIELD,
    INVALID_FIELD,
    UNKNOWN_FIELD,
    TOO_LONG,
    INVALID_TIME,
    TIME_OUT_OF_RANGE,
    BANK_UNKNOWN,
    QUESTION_UNKNOWN,
    CHOICE_UNKNOWN,
    CHOICE_REPEATED,
    TOO_MANY_CHOICES,
    EXTERNAL_ID_REUSED,
    SITTING_FULL,
    LEARNER_ERASED;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
