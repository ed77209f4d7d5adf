package io.gradeflow.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A fingerprint of which revisions of which questions a bank holds: SHA-256, in lower-case hexadecimal, over the lines
 * {@code questionId/revision\n} in ascending order of their text. A reader that computes the same holds the bank whole.
 */
public final class BankDigest {

    /** One revision of one question. */
    public record Entry(UUID questionId, int revision) {}

    private BankDigest() {}

    public static String of(Collection<Entry> entries) {
        MessageDigest digest = sha256();
        entries.stream()
                .map(entry -> entry.questionId() + "/" + entry.revision() + "\n")
                .sorted()
                .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
