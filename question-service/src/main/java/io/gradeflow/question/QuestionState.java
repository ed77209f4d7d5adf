package io.gradeflow.question;

import java.util.Set;

/** Whether a question is asked. */
public enum QuestionState {
    /** It is being written. No other service knows of it. */
    DRAFT,
    /** Attempts that start now may be given its newest revision. */
    PUBLISHED,
    /** It is asked no more. Attempts that have it keep it, and so do all figures. */
    RETIRED;

    /** The states that can follow. A published question is never a draft again: answers speak of it. */
    public Set<QuestionState> next() {
        return switch (this) {
            case DRAFT -> Set.of(PUBLISHED, RETIRED);
            case PUBLISHED -> Set.of(RETIRED);
            case RETIRED -> Set.of(PUBLISHED);
        };
    }
}
