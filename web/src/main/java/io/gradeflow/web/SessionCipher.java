package io.gradeflow.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals texts by the first of some secrets, and opens what any of them has sealed. AES-256 in GCM, so that a text that was changed isn't
 * opened; the keys come from the secrets by HKDF (RFC 5869), for this purpose alone.
 */
final class SessionCipher {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final byte[] PURPOSE = "gradeflow browser session 1".getBytes(StandardCharsets.UTF_8);
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<SecretKey> keys;
    private final SecureRandom random = new SecureRandom();

    private SessionCipher(List<SecretKey> keys) {
        this.keys = keys;
    }

    /** @param secrets one at least */
    static SessionCipher of(List<String> secrets) {
        try {
            KDF derivation = KDF.getInstance("HKDF-SHA256");
            List<SecretKey> keys = new ArrayList<>();
            for (String secret : secrets) {
                keys.add(derivation.deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                                .thenExpand(PURPOSE, KEY_BYTES)));
            }
            return new SessionCipher(List.copyOf(keys));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HKDF with SHA-256", e);
        }
    }

    /** @return letters that a cookie may have */
    String seal(String text) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed =
                cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
        byte[] all = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** @throws GeneralSecurityException where none of the secrets has sealed it, or it was changed since */
    String open(String sealed) throws GeneralSecurityException {
        byte[] all = decoded(sealed);
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(all, 0, nonce, 0, NONCE_BYTES);
        for (SecretKey key : keys) {
            try {
                byte[] text =
                        cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
                return new String(text, StandardCharsets.UTF_8);
            } catch (GeneralSecurityException _) {
                // Another may have sealed it.
            }
        }
        throw new GeneralSecurityException("None of the secrets has sealed it");
    }

    private static byte[] decoded(String sealed) throws GeneralSecurityException {
        try {
            byte[] all = Base64.getUrlDecoder().decode(sealed);
            if (all.length < NONCE_BYTES) {
                throw new GeneralSecurityException("Too short to be sealed");
            }
            return all;
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("Not what this seals", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
