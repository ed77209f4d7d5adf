package io.gradeflow.attempt.receipts;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.UnreadableEventException;
import io.gradeflow.platform.problem.ProblemException;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.jwx.Headers;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Seals receipts and opens them again: JSON Web Signatures (RFC 7515) with HMAC-SHA256 and the key's name. */
@Startup
@ApplicationScoped
public class Receipts {

    private static final AlgorithmConstraints ONLY_HMAC =
            new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256);

    private final ReceiptKeys keys;

    Receipts(@ConfigProperty(name = "gradeflow.receipts.keys") Optional<List<String>> keys) {
        this.keys = new ReceiptKeys(keys.orElse(List.of()));
    }

    /** The receipt as a text of some 400 characters. */
    public String seal(Receipt receipt) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKeyIdHeaderValue(keys.sealing());
        signature.setKey(keys.named(keys.sealing()).orElseThrow());
        signature.setPayload(new String(EventJson.write(receipt), StandardCharsets.UTF_8));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** @throws ProblemException with 400 unless one of the known keys sealed exactly this text */
    Receipt open(String sealed) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(ONLY_HMAC);
        try {
            signature.setCompactSerialization(sealed);
            HmacKey key = keys.named(keyName(signature.getHeaders()))
                    .orElseThrow(() -> invalid("It was sealed with a key that is not in use any more, or never was."));
            signature.setKey(key);
            if (!signature.verifySignature()) {
                throw invalid("Its seal is broken: it was changed, or not given out here.");
            }
            return EventJson.read(signature.getPayload().getBytes(StandardCharsets.UTF_8), Receipt.class);
        } catch (JoseException | UnreadableEventException e) {
            throw invalid("Send the whole text of the field `receipt` that came with the 202.");
        }
    }

    /** The library takes for granted that a header has texts where the standard wants them. */
    private static String keyName(Headers headers) {
        if (headers.getObjectHeaderValue(HeaderParameterNames.ALGORITHM) instanceof String
                && headers.getObjectHeaderValue(HeaderParameterNames.KEY_ID) instanceof String name
                && headers.getObjectHeaderValue(HeaderParameterNames.CRITICAL) == null) {
            return name;
        }
        throw invalid("Its header is none of ours: it was changed, or not given out here.");
    }

    static ProblemException invalid(String detail) {
        return new ProblemException(AttemptError.RECEIPT_INVALID, detail).field("receipt");
    }
}
