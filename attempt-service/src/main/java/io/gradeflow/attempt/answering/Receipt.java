package io.gradeflow.attempt.answering;

import java.time.Instant;
import java.util.UUID;

/**
 * What an acknowledged answer is told: it is stored and will be graded, whatever dies.
 *
 * @param answerId the same for all versions of the answer
 * @param version counts from 1
 */
record Receipt(UUID answerId, int version, Instant receivedAt, Status status) {

    enum Status {
        PENDING,
        GRADED
    }
}
