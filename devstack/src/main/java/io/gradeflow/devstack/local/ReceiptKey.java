package io.gradeflow.devstack.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret that this stack's receipts are sealed with: drawn once, and kept beside the data for as long as that is kept. */
final class ReceiptKey {

    private static final int BYTES = 32;

    private ReceiptKey() {}

    /** As the setting {@code gradeflow.receipts.keys} wants it. */
    static String in(Path directory) {
        Path file = directory.resolve("receipt-key");
        try {
            Files.createDirectories(directory);
            byte[] secret = new byte[BYTES];
            new SecureRandom().nextBytes(secret);
            try {
                Files.writeString(
                        file, "local:" + Base64.getEncoder().encodeToString(secret), StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException _) {
                // drawn at an earlier start
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
