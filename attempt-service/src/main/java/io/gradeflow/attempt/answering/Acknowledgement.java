package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.ResponseView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the client of an answer is told: its newest version is stored and will be graded, whatever dies.
 *
 * @param answerId the same for all versions of the answer
 * @param version counts from 1; 0 while nothing was ever answered
 * @param choices what the newest version ticks; none where it is cleared, or nothing is ticked
 * @param response what the newest version answers, whatever the kind of question; null where it is cleared
 * @param seq the highest that was sent; null where none was
 * @param receipt proves the rest; {@code POST /receipts/verify} says later what became of the answer
 */
record Acknowledgement(
        UUID answerId,
        int version,
        Instant receivedAt,
        Status status,
        List<String> choices,
        @Nullable ResponseView response,
        boolean flagged,
        @Nullable Long seq,

        @Schema(description = "HMAC-SHA256 in the form of a JSON Web Signature")
        String receipt) {

    enum Status {
        PENDING,
        /** Told only where the mode gives feedback after each answer. */
        GRADED
    }
}
