package io.gradeflow.question.importing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an import is that goes on after its answer. */
enum ImportState {
    /** Waits for those before it. */
    QUEUED,
    /** Its file is read; the bank is as it was. */
    READING,
    /** It is decided what becomes of each question; the bank is as it was until all is decided. */
    WRITING,
    /** All that is good stands in the bank. */
    DONE,
    /** The bank is as it was. */
    FAILED,
    /** The bank is as it was. */
    CANCELLED;

    boolean hasEnded() {
        return switch (this) {
            case QUEUED, READING, WRITING -> false;
            case DONE, FAILED, CANCELLED -> true;
        };
    }

    @JsonValue
    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
