package io.gradeflow.attempt.receipts;

import io.gradeflow.events.EventJson;
import io.gradeflow.grading.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt states: that this version of an answer was stored.
 *
 * @param version counts from 1; 0 where nothing was ever answered
 * @param response SHA-256 of the response's JSON form, base64url; of the empty text where there is none
 */
public record Receipt(
        UUID attemptId, int position, int version, String learnerId, String response, Instant receivedAt) {

    public static Receipt of(
            UUID attemptId,
            int position,
            int version,
            String learnerId,
            @Nullable Response response,
            Instant receivedAt) {
        return new Receipt(attemptId, position, version, learnerId, hash(response), receivedAt);
    }

    static String hash(@Nullable Response response) {
        byte[] form = response == null ? new byte[0] : EventJson.write(response);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256().digest(form));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
