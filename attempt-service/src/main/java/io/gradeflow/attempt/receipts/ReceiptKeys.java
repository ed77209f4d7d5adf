package io.gradeflow.attempt.receipts;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.keys.HmacKey;

/**
 * The secrets that receipts are sealed with, each under a name of its own. The first seals; all of them are known when a receipt
 * is verified. So a key is changed by putting a new one before it, and dropped once its receipts need no answer any more.
 */
final class ReceiptKeys {

    /** RFC 7518, 3.2: a key of the size of the hash at least. */
    private static final int SHORTEST = 32;

    private static final String HELP =
            "Set gradeflow.receipts.keys (GRADEFLOW_RECEIPTS_KEYS) to NAME:SECRET, the secret at"
                    + " least 32 random bytes in base64, for example from: openssl rand -base64 32. Older keys follow after a comma.";

    private final Map<String, HmacKey> keys = new LinkedHashMap<>();
    private final String sealing;

    /** @throws IllegalStateException that says what to change, if the setting isn't keys */
    ReceiptKeys(List<String> setting) {
        for (String entry : setting) {
            int colon = entry.indexOf(':');
            if (colon < 1) {
                throw new IllegalStateException("A receipt key has no name. " + HELP);
            }
            String name = entry.substring(0, colon).strip();
            if (keys.put(name, new HmacKey(secret(name, entry.substring(colon + 1)))) != null) {
                throw new IllegalStateException("Two receipt keys are named " + name + ". " + HELP);
            }
        }
        this.sealing = keys.keySet().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no receipt key. " + HELP));
    }

    private static byte[] secret(String name, String text) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The receipt key " + name + " is not base64. " + HELP, e);
        }
        if (secret.length < SHORTEST) {
            throw new IllegalStateException("The receipt key " + name + " is too short. " + HELP);
        }
        return secret;
    }

    /** The name of the key that seals. */
    String sealing() {
        return sealing;
    }

    Optional<HmacKey> named(String name) {
        return Optional.ofNullable(keys.get(name));
    }
}
