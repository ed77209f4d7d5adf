package io.gradeflow.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;

/** Which tokens or cookies had some fate lately. Keeps hashes, and so many of them at most. */
final class Remembered {

    private static final int MOST = 100_000;

    private final Cache<String, Boolean> hashes;

    Remembered(Duration time) {
        this.hashes =
                Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(time).build();
    }

    void add(String secret) {
        hashes.put(hash(secret), true);
    }

    void remove(String secret) {
        hashes.invalidate(hash(secret));
    }

    boolean contains(String secret) {
        return hashes.getIfPresent(hash(secret)) != null;
    }

    private static String hash(String secret) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
