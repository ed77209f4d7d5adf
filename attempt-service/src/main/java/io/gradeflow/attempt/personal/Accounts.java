package io.gradeflow.attempt.personal;

import java.io.IOException;

/** The accounts at the issuer of tokens. */
interface Accounts {

    enum Outcome {
        DELETED,
        /** The issuer has none of that id. */
        ABSENT,
        /** Nobody has said how the issuer is told: an administrator does it there. */
        BY_HAND
    }

    /** Whether the issuer is told; else all are {@link Outcome#BY_HAND}. */
    boolean areManaged();

    /**
     * Deletes the account of a learner. Safe to repeat.
     *
     * @throws IOException if the issuer doesn't answer, or refuses
     */
    Outcome delete(String learnerId) throws IOException, InterruptedException;
}
