package io.gradeflow.attempt.importing;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes ids of what other systems call learners and responses: HMAC-SHA256 under the deployment's secret, in the form of a UUID
 * of version 8 (RFC 9562). The same name always gives the same id; nobody without the secret can tell a name from its id,
 * or try names out.
 */
@Startup
@ApplicationScoped
class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 32;
    private static final String HELP =
            "Set gradeflow.imports.learner-secret (GRADEFLOW_IMPORTS_LEARNER_SECRET) to at least 32"
                    + " random bytes in base64, for example from: openssl rand -base64 32. Keep it: under another secret the same"
                    + " learners become others.";

    private final SecretKeySpec secret;

    /** @throws IllegalStateException that says what to change, if the setting is no secret */
    Pseudonyms(@ConfigProperty(name = "gradeflow.imports.learner-secret") Optional<String> setting) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(setting.orElse("").strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The secret of imports is not base64. " + HELP, e);
        }
        if (bytes.length < SHORTEST) {
            throw new IllegalStateException("The secret of imports is missing or too short. " + HELP);
        }
        this.secret = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The learner's id, which no token bears. */
    String learner(String name) {
        return id("learner/" + name).toString();
    }

    /** What stands for an external id in the tables. It may hold a name, so it is none of those that are kept. */
    UUID response(UUID bankId, String externalId) {
        return id("response/" + bankId + "/" + externalId);
    }

    private UUID id(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    (hash.getLong() & ~0xF000L) | 0x8000L,
                    (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
