package io.gradeflow.attempt.attempts;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header): a learner's requests under the same key are one
 * request, however often it is sent.
 *
 * @param digest of the request's content, which must stay the same
 */
record IdempotencyKey(String key, String digest) {

    private static final int LONGEST = 200;

    /**
     * @return null where the header is absent
     * @throws ProblemException with 400 if it isn't 1 to 200 printable ASCII characters
     */
    static @Nullable IdempotencyKey of(@Nullable String header, AttemptRequest request) {
        if (header == null) {
            return null;
        }
        if (header.isBlank()
                || header.length() > LONGEST
                || header.chars().anyMatch(character -> character < ' ' || character > '~')) {
            throw new ProblemException(
                            PlatformError.INVALID_FIELD,
                            "Idempotency-Key must be 1 to " + LONGEST + " printable ASCII characters, such as a UUID.")
                    .field("Idempotency-Key");
        }
        return new IdempotencyKey(header, digest(request.toString()));
    }

    private static String digest(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
