package io.gradeflow.devstack.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret of this stack: drawn once, and kept beside the data for as long as that is kept. */
final class KeptSecret {

    private static final int BYTES = 32;

    private KeptSecret() {}

    /** What receipts are sealed with, as the setting {@code gradeflow.receipts.keys} wants it. */
    static String ofReceipts(Path directory) {
        return in(directory, "receipt-key", "local:");
    }

    /** What imported learners' ids are made with, as the setting {@code gradeflow.imports.learner-secret} wants it. */
    static String ofLearners(Path directory) {
        return in(directory, "learner-secret", "");
    }

    /** What browsers' sessions are encrypted with, as the setting {@code gradeflow.web.session-secret} wants it. */
    static String ofSessions(Path directory) {
        return in(directory, "session-secret", "");
    }

    /** @param prefix stands before it in the file, too */
    private static String in(Path directory, String name, String prefix) {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            byte[] secret = new byte[BYTES];
            new SecureRandom().nextBytes(secret);
            try {
                Files.writeString(
                        file, prefix + Base64.getEncoder().encodeToString(secret), StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException _) {
                // drawn at an earlier start
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
